# ruff: noqa: E501, ISC004 - rows of files, as they are
"""A small weekly export of Salesforce, with invoices and lists beside it; every company and person is invented."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

EMPTY = "000000000000000AAA"
ADA, BOLT, OLD, GONE = ("001000000000001", "001000000000002", "001000000000003", "001000000000004")


def long(short: str) -> str:
    """The form of 18 characters of an id without capitals."""
    return f"{short}AAA"


HEADERS = {
    "Account": "Id,IsDeleted,MasterRecordId,Name,Type,ParentId,BillingStreet,BillingCity,BillingCountry,Phone,AccountNumber,"
    "Website,Industry,AnnualRevenue,NumberOfEmployees,OwnerId,CreatedDate,ABC_Class__c,Fit__c",
    "Opportunity": "Id,IsDeleted,AccountId,Name,StageName,Amount,Probability,CloseDate,Type,IsClosed,IsWon,ForecastCategory,"
    "OwnerId,CreatedDate,Loss_Reason__c",
    "OpportunityFieldHistory": "Id,IsDeleted,OpportunityId,CreatedById,CreatedDate,Field,DataType,OldValue,NewValue",
    "OpportunityLineItem": "Id,IsDeleted,OpportunityId,SortOrder,PricebookEntryId,Product2Id,ProductCode,Name,Quantity,"
    "TotalPrice,UnitPrice,ListPrice,ServiceDate,Description,CreatedDate",
    "Contact": "Id,IsDeleted,MasterRecordId,AccountId,Salutation,FirstName,LastName,Email,Title,Department,Phone,Role__c",
    "Task": "Id,WhoId,WhatId,AccountId,Subject,ActivityDate,Status,TaskSubtype,OwnerId,IsDeleted,CallDurationInSeconds",
    "Event": "Id,WhoId,WhatId,AccountId,Subject,StartDateTime,EndDateTime,DurationInMinutes,OwnerId,IsDeleted,Type",
    "Contract": "Id,AccountId,StartDate,EndDate,ContractTerm,Status,ContractNumber,ActivatedDate,IsDeleted,Annual_Value__c,"
    "Renewed__c",
    "Case": "Id,AccountId,CaseNumber,CreatedDate,ClosedDate,Priority,Status,IsDeleted",
    "User": "Id,Username,Name,IsActive,UserRoleId,Title,Department,Capacity__c",
    "nps": "Response ID,Account ID,Contact ID,Response Date,Kind,Score,Scale",
    "key_accounts": "Kundennummer;Key-Account-Art;Seit;Bis;Betreuer",
    "targets": "Level,Id,Period,Target",
    "rates": "Currency,Month,Rate",
    "ratings": "Account ID,Factor,Rated on,Score,Rater,Note,Expires on",
    "aliases": "System,External ID,Account ID",
    "invoices": "Invoice Number,Line,Account ID,Invoice Date,Product ID,Quantity,Net Amount",
}
TABLES = {
    "Account": "account", "Opportunity": "opportunity", "OpportunityFieldHistory": "opportunity_event",
    "OpportunityLineItem": "opportunity_line", "Contact": "contact", "Task": "activity", "Event": "activity",
    "Contract": "contract", "Case": "case", "User": "user", "nps": "survey", "key_accounts": "key_account",
    "targets": "target", "rates": "fx_rate", "ratings": "rating", "aliases": "account_alias", "invoices": "revenue_line",
}  # fmt: skip
A, B, M, G = long(ADA), long(BOLT), long(OLD), long(GONE)
U = long("005000000000001")
ROWS: dict[str, list[str]] = {
    "Account": [
        f"{A},0,{EMPTY},Ada Ltd,Customer,{EMPTY},Main St 1,Bonn,Germany,+49 1,K-1,ada.example,Chemicals,5000000,120,{U},"
        "2020-01-05 10:00:00,A,4.5",
        f"{B},0,{EMPTY},Bolt AG,Customer,{A},Weg 2,Wien,Austria,+43 1,K-2,bolt.example,Machinery,,80,{U},"
        "2021-03-01 10:00:00,B,2",
        f"{M},1,{A},Ada Old,Customer,{EMPTY},Main St 1,Bonn,Germany,+49 1,,,Chemicals,,,{U},2019-01-01 10:00:00,,",
        f"{G},1,{EMPTY},Gone,Customer,{EMPTY},,,,,,,,,,{U},2019-01-01 10:00:00,,",
    ],
    "Opportunity": [
        f"{long('006000000000001')},0,{A},Pumps,Closed Won,1000.50,100,2025-03-10 00:00:00,New Business,1,1,Closed,{U},"
        "2024-11-02 09:00:00,",
        f"{long('006000000000002')},0,{B},Valves,Closed Lost,700,0,2025-08-01 00:00:00,Existing Business,1,0,Omitted,{U},"
        "2025-02-02 09:00:00,Price",
        f"{long('006000000000003')},0,{M},Seals,Negotiation/Review,300,60,2026-02-01 00:00:00,Renewal,0,0,Pipeline,{U},"
        "2025-09-02 09:00:00,",
        f"{long('006000000000004')},1,{A},Mistake,Prospecting,1,10,2026-02-01 00:00:00,,0,0,Pipeline,{U},2025-09-02 09:00:00,",
    ],
    "OpportunityFieldHistory": [
        f"{long('017000000000001')},0,{long('006000000000001')},{U},2024-12-01 08:00:00,StageName,Text,Prospecting,Proposal",
        f"{long('017000000000002')},0,{long('006000000000001')},{U},2024-12-01 09:30:00,StageName,Text,Proposal,Negotiation",
    ],
    "OpportunityLineItem": [
        f"{long('00k000000000001')},0,{long('006000000000001')},1,x,{long('01t000000000001')},P1,Pump,2,1000.50,500.25,600,,,"
        "2024-11-02 09:00:00",
    ],
    "Contact": [
        f"{long('003000000000001')},0,{EMPTY},{A},Ms,Eva,Stein,eva@ada.example,Geschäftsführerin,,,Sponsor",
        f"{long('003000000000002')},0,{EMPTY},{B},Mr,Jan,Falk,jan@bolt.example,Vice President Purchasing,,,",
    ],
    "Task": [
        f"{long('00t000000000001')},{long('003000000000001')},{EMPTY},{A},Call,2025-04-01,Completed,Call,{U},0,1800",
        f"{long('00t000000000002')},{EMPTY},{EMPTY},{A},Later,2025-12-20,Not Started,Task,{U},0,",
    ],
    "Event": [
        f"{long('00u000000000001')},{long('003000000000002')},{EMPTY},{B},Visit,2025-05-02 09:00:00,2025-05-02 10:30:00,90,{U},0,",
    ],
    "Contract": [
        f"{long('800000000000001')},{A},2024-01-01,2024-12-31,12,Activated,C1,2024-01-01,0,12000,1",
        f"{long('800000000000002')},{B},2025-07-01,,24,Activated,C2,2025-07-01,0,8000,0",
    ],
    "Case": [
        f"{long('500000000000001')},{A},77,2025-02-01 10:00:00,2025-02-20 10:00:00,High,Closed,0",
        f"{long('500000000000002')},{B},78,2025-11-01 10:00:00,,Kritisch,New,0",
    ],
    "User": [f"{U},eva.kam,Eva Kam,1,{long('00e000000000001')},Key Account Manager,Sales South,12"],
    "nps": ["R1,K-1,,2025-06-01,NPS,9,10", f"R2,{BOLT},,2025-06-02,NPS,3,10"],
    "key_accounts": ["K-1;bestehend;01.02.2024;;Eva", "K-2;Potential;01.03.2025;31.08.2025;Eva"],
    "targets": ["Account,K-1,2026,50000", "Company,,2026,900000"],
    "rates": ["USD,2025-11,0.92", "USD,2025-12,0.93"],
    "ratings": ["K-1,fit,2025-05-01,4,Eva,known for years,2026-05-01"],
    "aliases": ["SAP,9001,K-2"],
    "invoices": [
        "1,1,K-1,2024-10-05,P1,1,100.00", "2,1,K-2,2025-01-15,P1,1,50.00", "3,1,9001,2025-12-31,P1,1,25.00",
        f"4,1,{OLD},2025-06-30,P2,1,10.00", "5,1,K-9,2025-06-30,P2,1,1.00",
    ],
}  # fmt: skip


def export(folder: Path, day: str = "2026-01-05", only: Iterable[str] = tuple(HEADERS)) -> list[Path]:
    """Write the files, with the date of the export in their names."""
    folder.mkdir(parents=True, exist_ok=True)
    return [write(folder / f"{name}-{day}.csv", name, ROWS[name]) for name in only]


def write(path: Path, name: str, rows: Iterable[str]) -> Path:
    """Write rows of a file under its header, quoted as Salesforce does."""
    mark = ";" if ";" in HEADERS[name] else ","
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, delimiter=mark, quoting=csv.QUOTE_ALL).writerows(
            r.split(mark) for r in (HEADERS[name], *rows)
        )
    return path
