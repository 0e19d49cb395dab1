"""Columns of the CRM's weekly export, by their API names, with what an empty cell of each holds."""

from __future__ import annotations

from dataclasses import dataclass

from kam_analytics.demo.ids import EMPTY

__all__ = ["LAYOUTS", "Layout"]


@dataclass(frozen=True)
class Layout:
    """The header of one file."""

    columns: tuple[str, ...]
    lookups: frozenset[str]
    flags: frozenset[str]

    def row(self, cells: dict[str, str]) -> list[str]:
        """Return the cells in order: an empty lookup is a null id, an empty flag is 0."""
        return [cells.get(column, self._empty(column)) for column in self.columns]

    def _empty(self, column: str) -> str:
        return EMPTY if column in self.lookups else "0" if column in self.flags else ""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _place(kind: str) -> str:
    """Return the ten columns of an address."""
    parts = _words("Street City State PostalCode Country StateCode CountryCode Latitude Longitude GeocodeAccuracy")
    return " ".join(kind + part for part in parts)


_LOOKUPS = frozenset(
    _words(
        "MasterRecordId ParentId AccountId OwnerId CreatedById LastModifiedById CampaignId Pricebook2Id ContactId"
        " PrimaryPartnerAccountId LastAmountChangedHistoryId LastCloseDateChangedHistoryId ReportsToId IndividualId"
        " WhoId WhatId OpportunityId PricebookEntryId Product2Id CompanySignedId CustomerSignedId ActivatedById"
        " AssetId UserRoleId ProfileId ManagerId"
    )
)
_FLAGS = frozenset(
    _words(
        "IsDeleted IsPrivate IsClosed IsWon HasOpportunityLineItem HasOptedOutOfEmail HasOptedOutOfFax DoNotCall"
        " IsHighPriority IsArchived IsReminderSet IsRecurrence IsAllDayEvent IsEscalated IsActive Renewed__c"
    )
)
_TRACE = "CreatedDate CreatedById LastModifiedDate LastModifiedById SystemModstamp"

_COLUMNS = {
    "Account": f"Id IsDeleted MasterRecordId Name Type ParentId {_place('Billing')} {_place('Shipping')} Phone Fax"
    " AccountNumber Website Sic Industry AnnualRevenue NumberOfEmployees Ownership TickerSymbol Description Rating"
    f" Site OwnerId {_TRACE} LastActivityDate Jigsaw JigsawCompanyId AccountSource SicDesc",
    "Opportunity": "Id IsDeleted AccountId IsPrivate Name Description StageName StageSortOrder Amount Probability"
    " ExpectedRevenue TotalOpportunityQuantity CloseDate Type NextStep LeadSource IsClosed IsWon ForecastCategory"
    f" ForecastCategoryName CampaignId HasOpportunityLineItem Pricebook2Id OwnerId {_TRACE} LastActivityDate"
    " LastStageChangeDate FiscalYear FiscalQuarter ContactId PrimaryPartnerAccountId LastAmountChangedHistoryId"
    " LastCloseDateChangedHistoryId",
    "OpportunityFieldHistory": "Id IsDeleted OpportunityId CreatedById CreatedDate Field DataType OldValue NewValue",
    "OpportunityLineItem": "Id OpportunityId SortOrder PricebookEntryId Product2Id ProductCode Name Quantity"
    f" TotalPrice UnitPrice ListPrice ServiceDate Description {_TRACE} IsDeleted",
    "Contact": f"Id IsDeleted MasterRecordId AccountId Salutation FirstName LastName {_place('Other')}"
    f" {_place('Mailing')} Phone Fax MobilePhone HomePhone OtherPhone AssistantPhone ReportsToId Email Title"
    f" Department AssistantName LeadSource Birthdate Description OwnerId HasOptedOutOfEmail HasOptedOutOfFax"
    f" DoNotCall {_TRACE} LastActivityDate LastCURequestDate LastCUUpdateDate EmailBouncedReason EmailBouncedDate"
    " Jigsaw JigsawContactId IndividualId Pronouns GenderIdentity ContactSource",
    "Task": "Id WhoId WhatId Subject ActivityDate Status Priority IsHighPriority OwnerId Description IsDeleted"
    f" AccountId IsClosed {_TRACE} IsArchived CallDurationInSeconds CallType CallDisposition IsReminderSet"
    " IsRecurrence TaskSubtype CompletedDateTime",
    "Event": "Id WhoId WhatId Subject Location IsAllDayEvent ActivityDateTime ActivityDate DurationInMinutes"
    f" StartDateTime EndDateTime Description AccountId OwnerId Type IsPrivate ShowAs IsDeleted {_TRACE} IsArchived"
    " IsRecurrence EventSubtype",
    "Contract": "Id AccountId Pricebook2Id OwnerExpirationNotice StartDate EndDate ContractTerm OwnerId Status"
    " CompanySignedId CompanySignedDate CustomerSignedId CustomerSignedTitle CustomerSignedDate SpecialTerms"
    f" ActivatedById ActivatedDate StatusCode Description IsDeleted ContractNumber {_TRACE} LastActivityDate"
    " Annual_Value__c Renewed__c",
    "Case": "Id IsDeleted MasterRecordId CaseNumber ContactId AccountId AssetId ParentId Type Status Reason Origin"
    f" Subject Priority Description IsClosed ClosedDate IsEscalated OwnerId {_TRACE}",
    "User": "Id Username LastName FirstName Name CompanyName Division Department Title Email IsActive TimeZoneSidKey"
    f" UserRoleId LocaleSidKey ProfileId UserType LanguageLocaleKey ManagerId {_TRACE} Capacity__c",
}

LAYOUTS = {name: Layout(_words(columns), _LOOKUPS, _FLAGS) for name, columns in _COLUMNS.items()}
