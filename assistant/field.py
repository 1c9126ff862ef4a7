"""Short forms that community safety papers use without explaining them. General to England, not to one place.

Sources: the Home Office's and College of Policing's published glossaries, and common use in the papers
of community safety partnerships. What a document itself explains as "long form (SHORT)" goes before these.
"""

SHORT_FORMS: dict[str, str] = {
    "ASB": "antisocial behaviour",
    "CCE": "child criminal exploitation",
    "CPS": "Crown Prosecution Service",
    "CRC": "Community Rehabilitation Company",
    "CSE": "child sexual exploitation",
    "CSP": "community safety partnership",
    "DA": "domestic abuse",
    "FGM": "female genital mutilation",
    "GM": "Greater Manchester",
    "GMCA": "Greater Manchester Combined Authority",
    "GMP": "Greater Manchester Police",
    "HMICFRS": "inspectorate of constabulary and fire and rescue services",
    "IDVA": "independent domestic violence adviser",
    "IOM": "integrated offender management",
    "MAPPA": "multiagency public protection arrangements",
    "MARAC": "multiagency risk assessment conference",
    "MASH": "multiagency safeguarding hub",
    "NPS": "National Probation Service",
    "OCG": "organised crime group",
    "PCC": "Police and Crime Commissioner",
    "PCSO": "police community support officer",
    "POCA": "Proceeds of Crime Act",
    "RJ": "restorative justice",
    "VAWG": "violence against women and girls",
    "VRU": "Violence Reduction Unit",
    "YJS": "Youth Justice Service",
    "YOS": "Youth Offending Service",
    "YOT": "Youth Offending Team",
}
