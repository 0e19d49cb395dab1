# ruff: noqa: E501 - headers, as exports have them
"""Headers of exports of many vendors, as they are known from public files and from programs that read such files."""

from __future__ import annotations

import csv

__all__ = ["HEADERS", "UNUSED"]

_TEXTS: dict[str, list[tuple[str, str]]] = {
    "account": [
        ("salesforce_account", "Id,IsDeleted,MasterRecordId,Name,Type,ParentId,BillingStreet,BillingCity,BillingState,BillingPostalCode,BillingCountry,BillingStateCode,BillingCountryCode,BillingLatitude,BillingLongitude,BillingGeocodeAccuracy,ShippingStreet,ShippingCity,ShippingState,ShippingPostalCode,ShippingCountry,ShippingStateCode,ShippingCountryCode,ShippingLatitude,ShippingLongitude,ShippingGeocodeAccuracy,Phone,Fax,AccountNumber,Website,Sic,Industry,AnnualRevenue,NumberOfEmployees,Ownership,TickerSymbol,Description,Rating,Site,OwnerId,CreatedDate,CreatedById,LastModifiedDate,LastModifiedById,SystemModstamp,LastActivityDate,Jigsaw,JigsawCompanyId,AccountSource,SicDesc"),
        ("salesforce_report_account", "Last Activity,Account Owner,Account Name,Billing State/Province,Type,Last Modified Date,Account ID,Stripe ID,TK Customer ID,Website"),
        ("salesforce_report_account", "Account Owner,Account Name,Billing State/Province,Type,Billing Street,Billing City,Billing Country,Billing Zip/Postal Code,Phone,Industry"),
        ("salesforce_report_account", "Account Name,Annual Revenue,Billing Street,Billing City,Billing State/Province,Billing Zip/Postal Code,Billing Country,Description,Employees,Fax,Industry,Phone,Shipping Street,Shipping City,Shipping State/Province,Shipping Zip/Postal Code,Shipping Country,Type,Website"),
        ("salesforce_report_account", "Accountname,Accountinhaber,Kundennummer,Typ,Branche,Land (Rechnungsanschrift),Ort (Rechnungsanschrift),Mitarbeiter,Erstelldatum,Letzte Aktivität,Zuletzt geändert am"),
        ("hubspot_company", "Record ID,Company name,Company owner,Create Date,Phone Number,Last Activity Date,City,Country/Region,Industry,Lifecycle Stage,Lead Status,Company Domain Name,Website URL,Street Address,Postal Code"),
        ("hubspot_company", "Company ID,Name,Company Owner,Create Date,Phone Number,Last Activity Date,City,Country/Region,Industry,Lifecycle Stage,Number of Employees,Annual Revenue,Associated Contact"),
        ("dynamics_account", "(Do Not Modify) Account,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Account Name,Main Phone,Primary Contact,Email (Primary Contact),Website,Relationship Type,Number of Employees,Annual Revenue,Address 1: Street 1,Address 1: City,Address 1: ZIP/Postal Code,Address 1: Country/Region,Industry,Currency,Description"),
        ("dynamics_account", "(Do Not Modify) Account,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Account Name,Main Phone,Address 1: City,Primary Contact,Email (Primary Contact)"),
        ("pipedrive_organization", "Organization - ID,Organization - Name,Organization - Owner,Organization - Label(s),Organization - Industry,Organization - Website,Organization - Annual revenue,Organization - Number of employees,Organization - Address,Organization - City/town/village/locality of Address,Organization - State/county of Address,Organization - Country of Address,Organization - ZIP/Postal code of Address,Organization - Full/combined address of Address,Organization - Open deals,Organization - Activities to do,Organization - Next activity date,Organization - Last activity date,Organization - Organization created,Organization - Update time"),
        ("zoho_account", "Record Id,Account Owner.id,Account Owner,Account Name,Phone,Website,Account Type,Parent Account.id,Industry,Created By.id,Created By,Modified By.id,Modified By,Created Time,Modified Time,Billing Street,Billing City,Billing State,Billing Code,Billing Country,Description"),
        ("zoho_account", "Record Id,Account Owner.id,Account Owner,Account Name,Phone,Website,Account Type,Industry,Created Time,Modified Time,Billing Address - City,Billing Address - State / Province,Billing Address - Country / Region"),
        ("bigin_company", "Company Id,Company Owner.id,Company Owner,Company Name,Phone,Website,Description,Created By.id,Created By,Modified By.id,Modified By,Created Time,Modified Time,Last Activity Time,Billing Street,Billing City,Billing State,Billing Country,Billing Code"),
        ("maven_account", "account,sector,year_established,revenue,employees,office_location,subsidiary_of"),
        ("datev_accounts", "Konto,Name (Adressatentyp Unternehmen),Unternehmensgegenstand,Name (Adressatentyp natürl. Person),Vorname (Adressatentyp natürl. Person),Name (Adressatentyp keine Angabe),Adressatentyp,Kurzbezeichnung,EU-Land,EU-USt-IdNr.,Anrede,Titel/Akad. Grad,Straße,Postfach,Postleitzahl,Ort,Land,Telefon,E-Mail,Kundennummer,Steuernummer,Sprache,Ansprechpartner,Vertreter,Sachbearbeiter,Kreditlimit (Debitor),Zahlungsbedingung"),
        ("account_list", "CustomerID,CompanyName,ContactName,ContactTitle,Address,City,Region,PostalCode,Country,Phone,Fax"),
        ("account_list", "Kundennummer,Kundenname,Branche,Land,PLZ,Ort,Straße,Kundenklasse,Betreuer,Mitarbeiterzahl,Kunde seit"),
    ],
    "opportunity": [
        ("salesforce_opportunity", "Id,IsDeleted,AccountId,IsPrivate,Name,Description,StageName,StageSortOrder,Amount,Probability,ExpectedRevenue,TotalOpportunityQuantity,CloseDate,Type,NextStep,LeadSource,IsClosed,IsWon,ForecastCategory,ForecastCategoryName,CampaignId,HasOpportunityLineItem,Pricebook2Id,OwnerId,CreatedDate,CreatedById,LastModifiedDate,LastModifiedById,SystemModstamp,LastActivityDate,LastStageChangeDate,FiscalYear,FiscalQuarter,ContactId,PrimaryPartnerAccountId,LastAmountChangedHistoryId,LastCloseDateChangedHistoryId"),
        ("salesforce_report_opportunity", "Opportunity Owner,Created Date,Close Date,Stage,Opportunity Number,Indirect Account,End Customer,Estimated Quantity,Sales Price,Estimated Total Price,Sales Model Name,Part Number,Account Name,Product Line,Deal Type"),
        ("salesforce_report_opportunity", "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Close Date,Probability,Owner,Next Step"),
        ("salesforce_report_opportunity", "Territory Region,Opportunity Owner,Account Name,Opportunity Name,Stage,Forecast Category,Total Amount Currency,Total Amount,Fiscal Period,Close Date,Opportunity Next Steps,Type"),
        ("salesforce_report_opportunity", "Opportunity-Name,Accountname,Opportunity-Inhaber,Phase,Schlusstermin,Opportunity-Betrag Währung,Opportunity-Betrag,Wahrscheinlichkeit (%),Nächster Schritt,Lead-Quelle,Erstelldatum,Typ,Alter"),
        ("hubspot_deal", "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,Last Activity Date,Associated Company IDs,Associated Contact IDs,Associated Company,Associated Contact"),
        ("hubspot_deal", "Deal ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal Owner,Deal Type,Closed Lost Reason,Associated Company Domain,Associated Contact Email"),
        ("dynamics_opportunity", "(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,Account,Description,Current Situation,Next Step,Est. close date,Est. revenue,Contact,Rating,Sales Stage,Probability,Created On,Modified On,Forecast Category,Actual Revenue,Status,Status Reason"),
        ("dynamics_opportunity", "(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,Account,Pipeline Phase,Close Date,TCV,Owner,Status,Created On"),
        ("pipedrive_deal", "Deal - ID,Deal - Title,Deal - Creator,Deal - Owner,Deal - Value,Deal - Currency of Value,Deal - Weighted value,Deal - Currency of Weighted value,Deal - Probability,Deal - Organization,Deal - Organization ID,Deal - Pipeline,Deal - Contact person,Deal - Contact person ID,Deal - Stage,Deal - Label,Deal - Status,Deal - Deal created,Deal - Update time,Deal - Last stage change,Deal - Next activity date,Deal - Last activity date,Deal - Won time,Deal - Last email received,Deal - Last email sent,Deal - Lost time,Deal - Deal closed on,Deal - Lost reason,Deal - Visible to,Deal - Total activities,Deal - Done activities,Deal - Activities to do,Deal - Email messages count,Deal - Expected close date,Deal - Product quantity,Deal - Product amount,Deal - Product name,Deal - Source origin,Deal - Source origin ID,Deal - Source channel,Deal - Source channel ID,Deal - Archive status,Deal - Archive time,Deal - Sequence enrollment"),
        ("zoho_deal", "Record Id,Deal Owner.id,Deal Owner,Deal Name,Amount,Closing Date,Account Name.id,Account Name,Stage,Contact Name.id,Contact Name,Currency,Lead Source,Reason For Loss,Type,Description,Created Time,Modified Time"),
        ("zoho_potential", "Potential Name,Potential Owner,Created Time,Closing Date,Amount,Expected Revenue,Stage,Forecast Type,Type,Lead Source,Probability,Age in Days,Age Tier,Amount Tier,LEADID,Tasks Involved,Events Involved,Calls Involved,Activities Involved,Campaign Id"),
        ("bigin_deal", "Deal Id,Deal Owner.id,Deal Owner,Deal Name,Company Name.id,Company Name,Contact Name.id,Contact Name,Sub-Pipeline,Amount,Stage,Closing Date,Description,Created By.id,Created By,Modified By.id,Modified By,Created Time,Modified Time,Last Activity Time,Pipeline.id,Pipeline"),
        ("maven_pipeline", "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"),
        ("opportunity_list", "Verkaufschance,Kunde,Verkaufsphase,Betrag,Währung,Wahrscheinlichkeit,Erwarteter Abschluss,Verantwortlich,Erstellt am"),
    ],
    "opportunity_event": [("salesforce_opportunity_history", "Id,IsDeleted,OpportunityId,CreatedById,CreatedDate,Field,DataType,OldValue,NewValue")],
    "opportunity_line": [("salesforce_opportunity_line", "Id,IsDeleted,OpportunityId,SortOrder,PricebookEntryId,Product2Id,ProductCode,Name,Quantity,TotalPrice,UnitPrice,ListPrice,ServiceDate,Description,CreatedDate")],
    "contact": [
        ("contact_list", "Contact ID,Customer No,First Name,Last Name,Job Title,Email,Phone,Department"),
        ("salesforce_contact", "Id,IsDeleted,MasterRecordId,AccountId,Salutation,FirstName,LastName,OtherStreet,OtherCity,OtherState,OtherPostalCode,OtherCountry,MailingStreet,MailingCity,MailingState,MailingPostalCode,MailingCountry,Phone,Fax,MobilePhone,HomePhone,OtherPhone,AssistantPhone,ReportsToId,Email,Title,Department,AssistantName,LeadSource,Birthdate,Description,OwnerId,CreatedDate,CreatedById,LastModifiedDate"),
        ("salesforce_report_contact", "First Name,Last Name,Email,Phone,Title,Account Name,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,Mailing Country,Lead Source,Consent Status,Description"),
        ("hubspot_contact", "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Lifecycle Stage,Create Date,Job Title,Associated Company IDs,Associated Company"),
        ("dynamics_contact", "(Do Not Modify) Contact,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,First Name,Last Name,Job Title,Email,Business Phone,Company Name,Address 1: City,Status"),
        ("pipedrive_person", "Person - ID,Person - Organization ID,Person - Name,Person - First name,Person - Last name,Person - Job title,Person - Email - Work,Person - Phone - Mobile"),
        ("zoho_contact", "Record Id,Contact Owner.id,Contact Owner,Lead Source,First Name,Last Name,Account Name.id,Account Name,Email,Title,Department,Phone,Mobile,Created By.id,Created By,Modified By.id,Modified By,Created Time,Modified Time,Mailing Street,Mailing City,Mailing State,Mailing Zip,Mailing Country,Description"),
    ],
    "activity": [
        ("activity_list", "Activity ID,Activity Type,Activity Date,Customer ID,Customer Name,Subject,Sales Rep,Hours"),
        ("salesforce_task", "Id,WhoId,WhatId,AccountId,Subject,ActivityDate,Status,Priority,OwnerId,Description,IsDeleted,IsClosed,TaskSubtype,CallDurationInSeconds,CallType,CallDisposition,IsRecurrence,CreatedDate"),
        ("salesforce_event", "Id,WhoId,WhatId,AccountId,Subject,Location,StartDateTime,EndDateTime,DurationInMinutes,IsAllDayEvent,Description,OwnerId,IsDeleted,Type,ShowAs,EventSubtype,CreatedDate"),
        ("salesforce_report_activity", "Subject,Company / Account,Contact,Lead,Opportunity,Assigned,Date,Priority,Status,Task,Event,Activity ID"),
        ("hubspot_activity", "Record ID,Call title,Call notes,Call outcome,Call direction,Activity date,Activity assigned to,Associated Company IDs,Associated Contact IDs"),
        ("dynamics_activity", "(Do Not Modify) Activity,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Subject,Regarding,Activity Type,Activity Status,Owner,Priority,Actual End,Due Date,Created On"),
        ("pipedrive_activity", "Activity - ID,Activity - Subject,Activity - Type,Activity - Due date,Activity - Due time,Activity - Duration,Activity - Done,Activity - Assigned to user,Activity - Organization,Activity - Contact person,Activity - Deal,Activity - Add time"),
        ("zoho_call", "Record Id,Subject,Call Type,Call Purpose,Related To.id,Contact Name.id,Call Start Time,Call Duration (in seconds),Call Status,Call Owner.id,Call Owner,Description,Created Time"),
        ("zoho_task", "Record Id,Task Owner.id,Task Owner,Subject,Due Date,Contact Name.id,Related To.id,Status,Priority,Created Time,Modified Time,Closed Time"),
        ("zoho_event", "Record Id,Title,Location,All day,From,To,Host.id,Host,Contact Name.id,Related To.id,Participants,Description,Created Time,Modified Time"),
    ],
    "case": [
        ("case_list", "Ticket ID,Customer ID,Opened,Closed,Priority,Subject,Category"),
        ("salesforce_case", "Id,IsDeleted,CaseNumber,ContactId,AccountId,AssetId,SuppliedName,SuppliedEmail,SuppliedPhone,SuppliedCompany,Type,Status,Reason,Origin,Subject,Priority,Description,IsClosed,ClosedDate,IsEscalated,OwnerId,CreatedDate"),
        ("salesforce_report_case", "Case Owner,Account Name,Subject,Date/Time Opened,Age,Open,Closed,Case Number,Priority,Status,Date/Time Closed"),
        ("hubspot_ticket", "Record ID,Ticket name,Ticket status,Pipeline,Create date,Close date,Priority,Ticket owner,Source,Associated Company IDs,Associated Company"),
        ("dynamics_case", "(Do Not Modify) Case,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Case Title,Case Number,Customer,Priority,Origin,Owner,Status Reason,Created On,Status"),
        ("zoho_case", "Record Id,Case Number,Case Owner.id,Case Owner,Status,Priority,Case Reason,Case Origin,Subject,Account Name.id,Account Name,Deal Name.id,Reported By,Email,Phone,Created Time,Modified Time"),
    ],
    "user": [
        ("user_list", "User ID,Full Name,Email,Role,Department,Team"),
        ("salesforce_user", "Id,Username,LastName,FirstName,Name,CompanyName,Division,Department,Title,Street,City,Email,Phone,Alias,CommunityNickname,IsActive,TimeZoneSidKey,UserRoleId,LocaleSidKey,EmailEncodingKey,ProfileId,UserType,LanguageLocaleKey,ManagerId,CreatedDate"),
        ("zoho_user", "User Id,First Name,Last Name,Email,Role,Profile,Status,Alias,Phone,Mobile,Reporting To,Language,Locale,Time Zone,Created Time"),
        ("maven_team", "sales_agent,manager,regional_office"),
    ],
    "contract": [
        ("contract_list", "Vertragsnummer,Kundennummer,Vertragsbeginn,Vertragsende,Jahreswert,Vertragsart"),
        ("salesforce_contract", "Id,AccountId,Pricebook2Id,OwnerExpirationNotice,StartDate,EndDate,BillingStreet,BillingCity,ContractTerm,OwnerId,Status,CompanySignedId,CompanySignedDate,CustomerSignedId,CustomerSignedTitle,CustomerSignedDate,SpecialTerms,ActivatedById,ActivatedDate,StatusCode,Description,IsDeleted,ContractNumber,CreatedDate")],
    "product": [
        ("salesforce_product", "Id,Name,ProductCode,Description,IsActive,CreatedDate,CreatedById,LastModifiedDate,LastModifiedById,SystemModstamp,Family,ExternalDataSourceId,ExternalId,DisplayUrl,QuantityUnitOfMeasure,IsDeleted,IsArchived,StockKeepingUnit"),
        ("maven_product", "product,series,sales_price"),
        ("product_list", "ProductID,ProductName,SupplierID,CategoryID,QuantityPerUnit,UnitPrice,UnitsInStock,UnitsOnOrder,ReorderLevel,Discontinued"),
    ],
    "revenue_line": [
        ("datev_bookings", "Umsatz (ohne Soll/Haben-Kz),Soll/Haben-Kennzeichen,WKZ Umsatz,Kurs,Basisumsatz,WKZ Basisumsatz,Konto,Gegenkonto (ohne BU-Schlüssel),BU-Schlüssel,Belegdatum,Belegfeld 1,Belegfeld 2,Skonto,Buchungstext,Postensperre,Diverse Adressnummer,Geschäftspartnerbank,Sachverhalt,Zinssperre,Beleglink,Beleginfo – Art 1,Beleginfo – Inhalt 1,KOST1 – Kostenstelle,KOST2 – Kostenstelle,Kost Menge,EU-Land u. USt-IdNr.,EU-Steuersatz,Festschreibung,Leistungsdatum"),
        ("dynamics_invoice", "(Do Not Modify) Invoice,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Invoice ID,Name,Customer,Total Amount,Total Tax,Currency,Created On,Status,Date Delivered"),
        ("zoho_invoice", "Record Id,Invoice Owner.id,Invoice Owner,Subject,Sales Order.id,Sales Order,Invoice Number,Invoice Date,Due Date,Status,Account Name.id,Account Name,Contact Name,Purchase Order,Sub Total,Discount,Tax,Adjustment,Grand Total,Currency,Created Time,Modified Time"),
        ("invoice_headers", "OrderID,CustomerID,EmployeeID,OrderDate,RequiredDate,ShippedDate,ShipVia,Freight,ShipName,ShipAddress,ShipCity,ShipRegion,ShipPostalCode,ShipCountry"),
        ("invoice_lines", "Rechnungsnummer,Position,Artikelnummer,Artikelbezeichnung,Menge,Einzelpreis,Rabatt %,Nettobetrag,Währung"),
        ("invoice_lines_flat", "Invoice Number,Invoice Date,Account Name,Grand Total,Tax Amount,Status"),
        ("invoice_lines_flat", "Billing Document,Item,Sold-to Party,Billing Date,Material,Billed Quantity,Net Value,Document Currency"),
        ("invoice_lines_flat", "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"),
        ("invoice_lines_flat", "Rechnungsnummer,Position,Rechnungsdatum,Kundennummer,Kundenname,Artikelnummer,Artikelbezeichnung,Menge,Nettobetrag,Währung"),
    ],
}  # fmt: skip
_UNUSED: dict[str, list[tuple[str, str]]] = {
    "quote": [
        ("salesforce_quote", "Id,OwnerId,IsDeleted,Name,CreatedDate,OpportunityId,Pricebook2Id,ContactId,QuoteNumber,IsSyncing,ShippingHandling,Tax,Status,ExpirationDate,Description,Subtotal,TotalPrice,LineItemCount,BillingStreet,BillingCity,BillingCountry,QuoteToStreet,QuoteToCity,QuoteToCountry,Email,Phone,AccountId,Discount,GrandTotal"),
        ("salesforce_quote_line", "Id,IsDeleted,LineNumber,CreatedDate,QuoteId,PricebookEntryId,OpportunityLineItemId,Quantity,UnitPrice,Discount,Description,ServiceDate,Product2Id,SortOrder,ListPrice,Subtotal,TotalPrice"),
        ("dynamics_quote", "(Do Not Modify) Quote,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Quote ID,Name,Potential Customer,Effective From,Effective To,Total Amount,Revision ID,Status,Created On"),
        ("zoho_quote", "Record Id,Quote Owner.id,Quote Owner,Quote Number,Subject,Quote Stage,Valid Until,Deal Name.id,Contact Name.id,Account Name.id,Account Name,Carrier,Team,Sub Total,Discount,Tax,Adjustment,Grand Total,Created Time"),
        ("hubspot_quote", "Record ID,Quote Title,Quote Number,Quote Status,Quote Amount,Expiration Date,Create Date,Quote Owner,Associated Deal IDs,Associated Deal"),
        ("quote_list", "Quote Number,Account Name,Quote Date,Expiration Date,Total Price"),
        ("quote_list", "Angebotsnummer,Angebotsdatum,Gültig bis,Kundennummer,Kundenname,Betrag,Währung,Angebotsstatus,Vertreter"),
    ],
    "sales_order": [
        ("salesforce_order", "Id,OwnerId,ContractId,AccountId,Pricebook2Id,EffectiveDate,EndDate,IsReductionOrder,Status,Description,CustomerAuthorizedById,CompanyAuthorizedById,Type,BillingStreet,BillingCity,BillingCountry,ShippingStreet,ShippingCity,ShippingCountry,ActivatedDate,ActivatedById,StatusCode,OrderNumber,TotalAmount,CreatedDate,IsDeleted"),
        ("salesforce_order_line", "Id,Product2Id,IsDeleted,OrderId,PricebookEntryId,OriginalOrderItemId,AvailableQuantity,Quantity,UnitPrice,ListPrice,TotalPrice,ServiceDate,EndDate,Description,OrderItemNumber,CreatedDate"),
        ("dynamics_order", "(Do Not Modify) Order,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Order ID,Name,Customer,Total Amount,Requested Delivery Date,Date Fulfilled,Status,Created On"),
        ("zoho_sales_order", "Record Id,Sales Order Owner.id,Sales Order Owner,SO Number,Subject,Purchase Order,Due Date,Status,Deal Name.id,Quote Name.id,Account Name.id,Account Name,Carrier,Pending,Sales Commission,Excise Duty,Sub Total,Discount,Tax,Adjustment,Grand Total,Created Time"),
        ("sales_order_list", "Auftragsnummer,Auftragsdatum,Kundennummer,Kundenname,Liefertermin,Auftragswert netto"),
        ("sales_order_list", "Sales Order No,Order Date,Requested Delivery Date,Customer No,Customer Name,Product No,Order Quantity,Open Quantity,Net Amount,Currency,Order Status"),
    ],
    "lead": [
        ("salesforce_lead", "Id,IsDeleted,MasterRecordId,LastName,FirstName,Salutation,Name,Title,Company,Street,City,State,PostalCode,Country,Phone,Email,Website,LeadSource,Status,Industry,Rating,AnnualRevenue,NumberOfEmployees,OwnerId,IsConverted,ConvertedDate,ConvertedAccountId,ConvertedContactId,ConvertedOpportunityId,IsUnreadByOwner,CreatedDate"),
        ("zoho_lead", "Record Id,Lead Owner.id,Lead Owner,Company,First Name,Last Name,Title,Email,Phone,Lead Source,Lead Status,Industry,No of Employees,Annual Revenue,Rating,Created Time,Is Converted"),
        ("dynamics_lead", "(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,First Name,Last Name,Company Name,Job Title,Business Phone,Email,Lead Source,Rating,Status Reason,Created On"),
        ("pipedrive_lead", "Lead - ID,Lead - Title,Lead - Label,Lead - Owner,Lead - Source,Lead - Value,Lead - Lead created,Lead - Contact person,Lead - Organization"),
    ],
    "campaign": [("salesforce_campaign", "Id,IsDeleted,Name,ParentId,Type,Status,StartDate,EndDate,ExpectedRevenue,BudgetedCost,ActualCost,ExpectedResponse,NumberSent,IsActive,Description,NumberOfLeads,NumberOfConvertedLeads,NumberOfContacts,NumberOfResponses,NumberOfOpportunities,OwnerId,CreatedDate")],
    "purchase_order": [("zoho_purchase_order", "Record Id,Purchase Order Owner.id,Purchase Order Owner,PO Number,Subject,Vendor Name.id,Vendor Name,Requisition No,Tracking Number,PO Date,Due Date,Carrier,Status,Sub Total,Discount,Tax,Adjustment,Grand Total,Created Time")],
}  # fmt: skip


def _read(texts: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (kind, layout, tuple(next(csv.reader([text])))) for kind, headers in texts.items() for layout, text in headers
    ]


HEADERS = _read(_TEXTS)
"""Table, layout and header of exports that fill a table."""

UNUSED = _read(_UNUSED)
"""What the file is, layout and header of exports that no table takes."""
