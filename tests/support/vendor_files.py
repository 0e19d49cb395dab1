# ruff: noqa: E501 - rows of files, as exports have them
"""Small exports of many vendors, with the dirt that real ones have; every company, person and number is invented.

`FILES` gives the text of a file for each layout, `TABLES` what it fills.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["FILES", "TABLES", "write"]

BOM = "\ufeff"
_PAIRS = [f";Beleginfo – {kind} {i}" for i in range(1, 9) for kind in ("Art", "Inhalt")]
_MORE = [f";Zusatzinformation – {kind} {i}" for i in range(1, 21) for kind in ("Art", "Inhalt")]
BOOKING = "".join((*_PAIRS, ";KOST1 – Kostenstelle;KOST2 – Kostenstelle;Kost Menge", *_MORE, ";Festschreibung"))
"""The other columns of a booking, which are empty."""

OWN = "".join(f";Indiv. Feld {i}" for i in range(1, 41))
FILES: dict[str, str] = {
    "salesforce_report_account": (
        "As of 2026-10-01 09:12:44,,,,,,,\n"
        "Last Activity,Account Owner,Account Name,Billing State/Province,Type,Last Modified Date,Account ID,Annual Revenue\n"
        '1/12/2026,Mia Falk,"Nordlicht Pumpen, Inc.",Bavaria,Customer,1/28/2026,001Wj00000tQWvr,"$1,250,000.00"\n'
        "2/3/2026,Mia Falk,Südwerk GmbH & Co. KG,Hesse,Prospect,2/25/2026,001Wj00000tQWvs,\n"
        "Total,2,,,,,,\n"
        "Confidential Information - Do Not Distribute,,,,,,,\n"
        '"Copyright © 2000-2025 salesforce.com, inc. All rights reserved.",,,,,,,\n'
    ),
    "salesforce_report_opportunity": (
        "Territory Region,Opportunity Owner,Account Name,Opportunity Name,Stage,Forecast Category,Total Amount Currency,Total Amount,Fiscal Period,Close Date,Opportunity Next Steps,Type\n"
        'South,Jan Roth,"Nordlicht Pumpen, Inc.",Line 4,Closed Won,Closed,EUR,"120,000.50",Q1-2026,1/15/2026,,New Business\n'
        'South,Jan Roth,Südwerk GmbH & Co. KG,Retrofit,Closed Lost,Omitted,USD,"8,000.00",Q1-2026,2/28/2026,,Existing Business\n'
        "North,Ada Lenz,Südwerk GmbH & Co. KG,Spare parts,Negotiation/Review,Pipeline,EUR,500.00,Q4-2026,11/30/2026,call,Renewal\n"
    ),
    "salesforce_report_opportunity_german": (
        "Stand: 01.10.2026 14:03;;;;;;;\n"
        "Opportunity-Name;Accountname;Opportunity-Inhaber;Phase;Schlusstermin;Opportunity-Betrag Währung;Opportunity-Betrag;Wahrscheinlichkeit (%)\n"
        "Linie 4;Nordlicht Pumpen AG;Jan Roth;Geschlossen und gewonnen;15.01.2026;EUR;120.000,50;100\n"
        "Umbau;Südwerk GmbH;Jan Roth;Geschlossen/verloren;28.02.2026;EUR;8.000,00;0\n"
        "Ersatzteile;Südwerk GmbH;Ada Lenz;Verhandlung;30.11.2026;CHF;500,00;60\n"
        "Summe;;;;;;128.500,50;\n"
    ),
    "hubspot_company": (
        BOM + "Record ID,Company name,Company owner,Create Date,Phone Number,Last Activity Date,City,Country/Region,Industry,Lifecycle Stage,Number of Employees,Annual Revenue\n"
        "9002,Nordlicht Pumpen,Mia Falk,2024-03-01 09:30,+49 89 1,2026-01-12 10:00,München,Germany,MACHINERY,customer,250,12500000\n"
        "9999,Südwerk,Mia Falk,2025-07-15 16:05,,,Kassel,Germany,,opportunity,,\n"
    ),
    "hubspot_deal": (
        BOM + "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,Last Activity Date,Associated Company IDs,Associated Contact IDs,Associated Company,Associated Contact\n"
        "501,Line 4,Closed Won,Sales Pipeline,$125000,2026-01-15,2025-09-01 08:00,Jan Roth,,9002;9999,1;2,Nordlicht Pumpen;Südwerk,\n"
        "502,Retrofit,Closed Lost,Sales Pipeline,$8000.50,2026-02-28,2025-10-02 09:00,Jan Roth,,9999,,Südwerk,\n"
        "503,Spare parts,Contract Sent,Sales Pipeline,missing amount,2026-11-30,2026-01-05 10:00,Ada Lenz,,9999,,Südwerk,\n"
        "504,Service,Decision Maker Bought-In,Sales Pipeline,$500,2026-12-01,2026-01-06 10:00,Ada Lenz,,,,,\n"
        "505,Upgrade,Qualified To Buy,Sales Pipeline,$750,2026-12-01,2026-01-06 10:00,Ada Lenz,,9002,,Nordlicht Pumpen,\n"
    ),
    "dynamics_account": (
        "(Do Not Modify) Account,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Account Name,Main Phone,Primary Contact,Relationship Type,Number of Employees,Annual Revenue,Address 1: City,Address 1: Country/Region,Industry,Currency\n"
        '7b1c0c58-0a51-4a0e-9a53-2d1f0a6c0001,Zk1/9+aQ==,45992.5,Nordlicht Pumpen,+49 1,Eva Stein,Customer,250,"€1,250,000.00",München,Germany,Machinery,Euro\n'
        "7b1c0c58-0a51-4a0e-9a53-2d1f0a6c0002,Zk2/9+aQ==,45993.25,Südwerk,,,Prospect,80,,Kassel,Germany,,Euro\n"
    ),
    "dynamics_opportunity": (
        "(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,Account,Est. close date,Est. revenue,Sales Stage,Probability,Created On,Actual Revenue,Status,Status Reason\n"
        '8c1c0c58-0a51-4a0e-9a53-2d1f0a6c0001,Zk1,46037.6,Line 4,Nordlicht Pumpen,46037,"€120,000.50",Close,100,45901.33,"€118,000.00",Won,Won\n'
        '8c1c0c58-0a51-4a0e-9a53-2d1f0a6c0002,Zk2,46081.4,Retrofit,Südwerk,46081,"€8,000.00",Propose,20,45932.5,,Lost,Out-Sold\n'
        "8c1c0c58-0a51-4a0e-9a53-2d1f0a6c0003,Zk3,46090.1,Spare parts,SÜDWERK,46356,€500.00,Develop,60,46027.75,,Open,In Progress\n"
    ),
    "pipedrive_organization": (
        "Organization - ID,Organization - Name,Organization - Owner,Organization - Label(s),Organization - Industry,Organization - Number of employees,Organization - Country of Address,Organization - Organization created,Organization - Open deals\n"
        "11,Nordlicht Pumpen,Mia Falk,Customer,Machinery,250,Germany,2024-03-01 09:30:00,1\n"
        "12,Südwerk,Mia Falk,,,80,Germany,2025-07-15 16:05:00,2\n"
    ),
    "pipedrive_deal": (
        "Deal - ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Currency of Value,Deal - Weighted value,Deal - Currency of Weighted value,Deal - Probability,Deal - Organization,Deal - Organization ID,Deal - Stage,Deal - Status,Deal - Deal created,Deal - Won time,Deal - Lost time,Deal - Deal closed on,Deal - Lost reason,Deal - Expected close date,Deal - Status\n"
        "1,Line 4,Jan Roth,120000.50,EUR,120000.50,EUR,100,Nordlicht Pumpen,11,Negotiation,Won,2025-09-01 08:00:00,2026-01-15 12:00:00,,2026-01-15 12:00:00,,2026-01-20,hot\n"
        "2,Retrofit,Jan Roth,8000,USD,0,USD,,Südwerk,12,Proposal Made,Lost,2025-10-02 09:00:00,,2026-02-28 17:30:00,2026-02-28 17:30:00,Price,2026-03-01,cold\n"
        "3,Spare parts,Ada Lenz,500,EUR,300,EUR,60,Südwerk,12,Negotiation,Open,2026-01-05 10:00:00,,,,,2026-11-30,warm\n"
    ),
    "zoho_account": (
        "Record Id,Account Owner.id,Account Owner,Account Name,Phone,Website,Account Type,Parent Account.id,Industry,Created Time,Modified Time,Billing City,Billing State,Billing Code,Billing Country,Description\n"
        'zcrm_400001,zcrm_1,Mia Falk,Nordlicht Pumpen,1,,Customer,,Machinery,2024-03-01 09:30:00,2026-01-01 00:00:00,München,Bavaria,80331,Germany,"two\nlines"\n'
        "zcrm_400002,zcrm_1,Mia Falk,Südwerk,,,Prospect,zcrm_400001,,2025-07-15 16:05:00,2026-01-01 00:00:00,Kassel,Hesse,34117,Germany,\n"
    ),
    "zoho_deal": (
        "Record Id,Deal Owner.id,Deal Owner,Deal Name,Amount,Closing Date,Account Name.id,Account Name,Stage,Contact Name.id,Contact Name,Currency,Lead Source,Reason For Loss,Type,Created Time,Modified Time\n"
        "500001,1,Jan Roth,Line 4,120000.5,2026-01-15,400001,Nordlicht Pumpen,Closed Won,,,EUR,,,New Business,2025-09-01 08:00:00,2026-01-15 12:00:00\n"
        "500002,1,Jan Roth,Retrofit,8000,2026-02-28,zcrm_400002,Südwerk,Closed-Lost to Competition,,,EUR,,Price,Existing Business,2025-10-02 09:00:00,2026-02-28 17:30:00\n"
        "500003,1,Ada Lenz,Spare parts,500,2026-11-30,400002,Südwerk,Negotiation/Review,,,EUR,,,,2026-01-05 10:00:00,2026-01-05 10:00:00\n"
    ),
    "zoho_potential": (
        "Potential Name,Potential Owner,Created Time,Closing Date,Amount,Expected Revenue,Stage,Forecast Type,Type,Lead Source,Probability,Age in Days,Age Tier,Amount Tier,LEADID,Tasks Involved\n"
        '"Lewis, James",Roger T,"15 Apr, 2021 00:02:00","16 Apr, 2021 00:03:00","$22,700.00","$33,500.00",Closed Won,Closed,Existing Business,Advertisement,100,1,1. 0 - 60 days,"3. $20,001 - $30K",1832,No\n'
        '"Moore, Ann",Roger T,"02 May, 2021 00:02:00","30 Jun, 2021 00:00:00","$1,050.00","$900.00",Needs Analysis,Open,New Business,Web,100,3,1. 0 - 60 days,1. small,1833,No\n'
    ),
    "bigin_deal": (
        "Deal Id,Deal Owner.id,Deal Owner,Deal Name,Company Name.id,Company Name,Contact Name.id,Contact Name,Sub-Pipeline,Amount,Stage,Closing Date,Created Time,Modified Time,Pipeline.id,Pipeline\n"
        "zcrm_71,1,Jan Roth,Line 4,zcrm_61,Nordlicht Pumpen,,,Standard,120000.50,Closed Won,2026-01-15,2025-09-01 08:00:00,2026-01-15 12:00:00,9,Sales\n"
        "zcrm_72,1,Jan Roth,Retrofit,zcrm_62,Südwerk,,,Standard,8000,Qualification,2026-12-15,2025-09-02 08:00:00,2026-01-15 12:00:00,9,Sales\n"
    ),
    "maven_account": (
        "Account,Sector,Year_Established, Revenue ,Employees,Office_Location,Subsidiary_Of\n"
        'Cancity,retail,2001,"$718.62 ",2448,United States,\n'
        'Isdom,medical,2002,"$3,178.24 ",4540,Philipines,Cancity\n'
    ),
    "maven_pipeline": (
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
        "1C1I7A6R,Moses Frase,GTX Plus Basic,Cancity,Won,2016-10-20,2017-03-01,1054\n"
        "Z063OYW0,Darcel S,GTXPro,Isdom,Lost,2016-10-25,2017-03-11,0\n"
        "EC4QE1BX,Darcel S,MG Special,cancity,Engaging,2016-11-25,,\n"
        "MV1LWRNH,Moses Frase,GTX Basic,,Prospecting,,,\n"
    ),
    "datev_bookings": (
        '"EXTF";510;21;"Buchungsstapel";7;20260723152500000;;"RE";"Buchhaltung";;1001;456;20260101;4;20260601;20260731;"Juni";;1;;;"EUR";;;;;;;;;\n'
        "Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Kurs;Basisumsatz;WKZ Basisumsatz;Konto;Gegenkonto (ohne BU-Schlüssel);BU-Schlüssel;Belegdatum;Belegfeld 1;Belegfeld 2;Skonto;Buchungstext;Postensperre;Diverse Adressnummer" + BOOKING + "\n"
        '5950,00;"S";"";;;"";10000;8400;"";2206;"RE201606-135";"";;"Honorar";;' + ";" * BOOKING.count(";") + "\n"
        '119,00;"H";"";;;"";10000;8400;"";0107;"GS201607-001";"";;"Gutschrift";;' + ";" * BOOKING.count(";") + "\n"
        '1190,00;"H";"CHF";1,240402;959,37;"EUR";8400;10001;"";0307;"RE201607-136";"";;"Beratung";;' + ";" * BOOKING.count(";") + "\n"
        '24,95;"H";"";;;"";1200;4940;"8";2106;"";"";;"Fachbuch";;' + ";" * BOOKING.count(";") + "\n"
        '5950,00;"S";"";;;"";1200;10000;"";3006;"RE201606-135";"";;"Zahlung";;' + ";" * BOOKING.count(";") + "\n"
        '238,00;"H";"";;;"";70001;4930;"9";2306;"L-77";"";;"Lieferant";;' + ";" * BOOKING.count(";") + "\n"
    ),
    "datev_accounts": (
        '"EXTF";510;16;"Debitoren/Kreditoren";4;20260723152500000;;"RE";"";;1001;456;20260101;4;;;"";;;;;;;;;;;;;;\n'
        "Konto;Name (Adressatentyp Unternehmen);Unternehmensgegenstand;Name (Adressatentyp natürl. Person);Vorname (Adressatentyp natürl. Person);Name (Adressatentyp keine Angabe);Adressatentyp;Kurzbezeichnung;EU-Land;EU-USt-IdNr.;Straße;Postleitzahl;Ort;Land;Kundennummer" + OWN + "\n"
        '10000;"Nordlicht Pumpen AG";"";"";"";"";"2";"Nordl";"DE";"";"Weg 1";"80331";"München";"DE";"K-1"' + ";" * OWN.count(";") + "\n"
        '10001;"";"";"Stein";"Eva";"";"1";"";"";"";"";"";"Kassel";"DE";""' + ";" * OWN.count(";") + "\n"
        '70001;"Bürobedarf Holm";"";"";"";"";"2";"";"";"";"";"";"";"DE";""' + ";" * OWN.count(";") + "\n"
    ),
    "zoho_invoice": (
        "Record Id,Invoice Owner.id,Invoice Owner,Subject,Sales Order.id,Invoice Number,Invoice Date,Due Date,Status,Account Name.id,Account Name,Sub Total,Discount,Tax,Adjustment,Grand Total,Currency,Created Time\n"
        "zcrm_900,1,Mia Falk,June,,INV-1,2026-06-22,2026-07-22,Paid,zcrm_400001,Nordlicht Pumpen,1000,100,171,0,1071,EUR,2026-06-22 10:00:00\n"
        "zcrm_901,1,Mia Falk,July,,INV-2,2026-07-03,2026-08-03,Created,400002,Südwerk,50,0,9.5,0,59.5,EUR,2026-07-03 10:00:00\n"
    ),
    "opportunity_list": (
        "Verkaufschance;Kunde;Verkaufsphase;Betrag;Wahrscheinlichkeit;Erwarteter Abschluss;Verantwortlich;Erstellt am\n"
        "Linie 4;Nordlicht Pumpen;Auftrag erhalten;120.000,50 €;100 %;15.01.2026;Jan Roth;01.09.2025\n"
        "Umbau;Südwerk;Verloren;8.000,- €;0 %;28.02.2026;Jan Roth;02.10.2025\n"
        "Ersatzteile;Südwerk;Angebot;500,00 €;60 %;30.11.2026;Ada Lenz;05.01.2026\n"
    ),
    "hubspot_contact": (
        BOM + "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Lifecycle Stage,Create Date,Job Title,Associated Company IDs\n"
        "71,Eva,Stein,eva@nordlicht.example,,Mia Falk,,customer,2025-01-01 10:00,CEO,9002\n"
        "72,Jan,Ohm,jan@suedwerk.example,,Mia Falk,,lead,2025-01-02 10:00,Head of Purchasing,9999;9002\n"
    ),
    "dynamics_contact": (
        "(Do Not Modify) Contact,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,First Name,Last Name,Job Title,Email,Business Phone,Company Name,Status\n"
        "c-1,x,45992.5,Eva,Stein,Managing Director,eva@nordlicht.example,,Nordlicht Pumpen,Active\n"
        "c-2,y,45992.5,Jan,Ohm,Team Lead,jan@suedwerk.example,,Südwerk,Inactive\n"
    ),
    "pipedrive_person": (
        "Person - ID,Person - Organization ID,Person - Name,Person - First name,Person - Last name,Person - Job title,Person - Email - Work\n"
        "31,11,Eva Stein,Eva,Stein,VP Operations,eva@nordlicht.example\n"
        "32,12,Jan Ohm,Jan,Ohm,,jan@suedwerk.example\n"
    ),
    "salesforce_report_contact": (
        "First Name,Last Name,Email,Phone,Title,Account Name,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,Mailing Country,Lead Source\n"
        "Eva,Stein,eva@nordlicht.example,1,CFO,Nordlicht Pumpen,Weg 1,München,BY,80331,Germany,Web\n"
        "Jan,Ohm,jan@suedwerk.example,,Buyer,Südwerk,,Kassel,HE,34117,Germany,\n"
    ),
    "zoho_call": (
        "Record Id,Subject,Call Type,Call Purpose,Related To.id,Contact Name.id,Call Start Time,Call Duration (in seconds),Call Status,Call Owner\n"
        "zcrm_801,Intro,Outbound,Prospecting,zcrm_400001,zcrm_71,2026-01-12 10:00:00,1800,Completed,Mia Falk\n"
        "zcrm_802,Later,Outbound,Prospecting,400002,,2026-12-12 10:00:00,,Scheduled,Mia Falk\n"
    ),
    "zoho_task": (
        "Record Id,Task Owner.id,Task Owner,Subject,Due Date,Contact Name.id,Related To.id,Status,Priority,Created Time,Closed Time\n"
        "zcrm_811,1,Mia Falk,Offer,2026-01-15,,400001,Completed,High,2026-01-02 10:00:00,2026-01-14 09:00:00\n"
        "zcrm_812,1,Mia Falk,Later,2026-12-15,,400002,Not Started,High,2026-01-02 10:00:00,\n"
    ),
    "zoho_event": (
        "Record Id,Title,Location,All day,From,To,Host.id,Host,Contact Name.id,Related To.id,Participants\n"
        "zcrm_821,Visit,Kassel,No,2026-02-01 09:00:00,2026-02-01 11:00:00,1,Mia Falk,,400002,Jan\n"
    ),
    "pipedrive_activity": (
        "Activity - ID,Activity - Subject,Activity - Type,Activity - Due date,Activity - Done,Activity - Assigned to user,Activity - Organization,Activity - Organization ID\n"
        "91,Intro,Call,2026-01-12,Done,Mia Falk,Nordlicht Pumpen,11\n"
        "92,Later,Meeting,2026-12-12,To do,Mia Falk,Südwerk,12\n"
    ),
    "hubspot_ticket": (
        BOM + "Record ID,Ticket name,Ticket status,Pipeline,Create date,Close date,Priority,Ticket owner,Source,Associated Company IDs\n"
        "61,Leak,Closed,Support,2026-01-02 10:00,2026-01-09 10:00,HIGH,Mia Falk,Email,9002\n"
        "62,Noise,New,Support,2026-02-02 10:00,,LOW,Mia Falk,Email,9999\n"
    ),
    "zoho_case": (
        "Record Id,Case Number,Case Owner.id,Case Owner,Status,Priority,Case Reason,Case Origin,Subject,Account Name.id,Account Name,Created Time\n"
        "zcrm_851,4711,1,Mia Falk,New,High,,Email,Leak,zcrm_400001,Nordlicht Pumpen,2026-01-02 10:00:00\n"
    ),
    "zoho_user": (
        "User Id,First Name,Last Name,Email,Role,Profile,Status,Alias,Phone,Time Zone\n"
        "zcrm_1,Mia,Falk,mia@seller.example,Manager,Administrator,Active,mf,,Europe/Berlin\n"
    ),
    "maven_product": "product,series,sales_price\nGTX Basic,GTX,550\nMG Special,MG,55\n",
    "maven_team": "sales_agent,manager,regional_office\nMoses Frase,Dustin B,Central\nDarcel S,Melvin M,East\n",
    "dynamics_invoice": (
        "(Do Not Modify) Invoice,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Invoice ID,Name,Customer,Total Amount,Total Tax,Currency,Created On,Status\n"
        'g-1,x,46195.5,INV-0001,June,Nordlicht Pumpen,"€1,190.00",€190.00,Euro,46195.5,Paid\n'
    ),
}  # fmt: skip
TABLES: dict[str, str] = {
    "salesforce_report_account": "account", "salesforce_report_opportunity": "opportunity",
    "salesforce_report_opportunity_german": "opportunity", "hubspot_company": "account", "hubspot_deal": "opportunity",
    "dynamics_account": "account", "dynamics_opportunity": "opportunity", "pipedrive_organization": "account",
    "pipedrive_deal": "opportunity", "zoho_account": "account", "zoho_deal": "opportunity", "zoho_potential": "opportunity",
    "bigin_deal": "opportunity", "maven_account": "account", "maven_pipeline": "opportunity",
    "datev_bookings": "revenue_line", "datev_accounts": "account", "zoho_invoice": "revenue_line",
    "opportunity_list": "opportunity", "hubspot_contact": "contact", "dynamics_contact": "contact",
    "pipedrive_person": "contact", "salesforce_report_contact": "contact", "zoho_call": "activity", "zoho_task": "activity",
    "zoho_event": "activity", "pipedrive_activity": "activity", "hubspot_ticket": "case", "zoho_case": "case",
    "zoho_user": "user", "maven_product": "product", "maven_team": "user", "dynamics_invoice": "revenue_line",
}  # fmt: skip


def write(folder: Path, name: str, *, encoding: str = "utf-8") -> Path:
    """Write a file into a folder; DATEV's in its own encoding."""
    path = folder / f"{name}.csv"
    path.write_bytes(FILES[name].encode("cp1252" if name.startswith("datev") else encoding))
    return path
