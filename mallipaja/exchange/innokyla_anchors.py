"""Words by which a passage of an Innokylä page may tell an element of the generic model.

A passage is proposed where every pattern of one line is met in one sentence. The words are general language of the field,
written without dots (ä and ö as a and o), as they are met in `innokyla_proposals`. They find where to look, not what holds:
a person reads the passage and says.
"""

from __future__ import annotations

_IN_TEAM = r"(tiimi\w*|kokoonpano\w*|ydinjouk\w*)"
_TAKES_PART = r"(edusta|jasen|kuulu|koostu|mukana|osallistu|muodosta|kokoonpano)"
_HEALTH = r"(terveydenhuol|terveysasem|terveyspalvelu|sairaanhoitaj|terveydenhoitaj|\blaakari)"
_SOCIAL = r"(sosiaalityo|sosiaalitoim|sosiaalipalvelu|sosiaaliohja|sosiaalihuol)"
_EMPLOYMENT = r"(te-toimisto|te-palvelu|tyollisyyspalvelu|tyovoimaviran|tyovoimapalvelu|tyollisyysaluee)"
_COORDINATOR = r"(asiakasvastaava|vastuutyontekija|rinnallakulkija|palvelukoordinaattor)"

ANCHORS: dict[str, tuple[tuple[str, ...], ...]] = {
    "rules.minimum_composition": (
        (r"vahintaan", r"(kela|te-toimisto|sosiaali|tervey)", r"(edustu|jasen|kokoonpano|kuulu)"),
        (_IN_TEAM, _TAKES_PART, r"\bkela", r"sosiaali", _HEALTH),
    ),
    "roles.kela": ((_IN_TEAM, _TAKES_PART, r"\bkela"),),
    "roles.health_care": ((_IN_TEAM, _TAKES_PART, _HEALTH),),
    "roles.social_services": ((_IN_TEAM, _TAKES_PART, _SOCIAL),),
    "roles.employment_services": ((_IN_TEAM, _TAKES_PART, _EMPLOYMENT),),
    "roles.own_worker": ((r"\boma\s?tyontekij",),),
    "roles.job_coach": ((r"tyohonvalmentaj",),),
    "roles.youth_services": ((r"(\bohjaamo|etsiva\w* nuoriso|nuorisopalvelu)",),),
    "roles.third_sector": ((r"(jarjesto\w*|kolmannen sektorin|yhdistyk)", r"(tiimi|mukana|edusta|kumppan)"),),
    "rules.named_coordinator": (
        (_COORDINATOR, r"(nimetaan|nimetty|nimeaa|nimeami)", r"(asiakkaalle|jokais|kullekin|asiakkailla)"),
    ),
    "rules.plan_contents": (
        (
            r"suunnitelma",
            r"(kirjataan|kirjattu|sovitaan|sisalta)",
            r"(vastuu|vastaa mista|aikataul|tavoittee)",
        ),
    ),
    "rules.convening": ((r"(kutsuu|kutsuja|kutsutaan)", r"koolle"), (r"koollekutsu",)),
    "rules.meeting_mode": (
        (r"(\betana|etayhte|etatapaami|videoyhte|paikan paalla)", r"(tapaami|kokou|tiimi)"),
    ),
    "rules.meeting_frequency": (
        (r"tiimi\w*", r"kokoontu", r"(viiko|kuukau|kerran|kahdesti|\bkk\b|tarvittaessa)"),
    ),
    "rules.follow_up_interval": (
        (r"(seurant|seurataan|palataan)", r"(kuukaude|viiko|valein|puolen vuoden|\bkk\b)"),
    ),
    "resources.deputies": ((r"(varahenkilo|varajasen)",),),
    "phases.meeting": ((r"(monialai|moniammatilli|monitoimijai)\w+", r"(tapaami|palaveri)"),),
    "information.shared_terms": ((r"yhtei\w+ (kasit|termi|sana)",),),
    "participation.client_voice": ((r"asiakkaan (nakokul|aani|nakemy)",),),
    "governance.leadership": ((r"\b(johdon|johto|johdolla)\b", r"(tuki|tuen|sitout|valtuu|hyvaksy)"),),
    "roles.work_ability_coordinator": ((r"tyokykykoordinaattor",),),
    "rules.coordinator_choice": (
        (
            r"(asiakasvastaavaksi|vastuutyontekija[nk]?s?i?|vastuutyontekija voi)",
            r"(nimetaan|valitaan|voi olla|sopivin)",
        ),
        (r"rinnallakulkija",),
    ),
    "rules.coordinator_tasks": (
        (r"(asiakasvastaava|koordinoija|vastuutyontekija)\w*", r"(koordinoi|vastaa|varmist|huolehti)"),
    ),
    "rules.consent": ((r"\bsuostumu",), (r"\bsuostuvai",), (r"\blupa", r"asiakka")),
    "rules.client_may_attend": (
        (r"asiakka\w+", r"(osallistua|mukana|mukaan)", r"(tapaami|tiimin)"),
        (
            r"asiakas (itse |aina )?(osallistuu|on mukana|saa olla|voi olla|saa osallistua|voi osallistua|kutsutaan)",
        ),
    ),
    "rules.client_may_invite": ((r"asiakas voi", r"(pyytaa|kutsua|ottaa)", r"mukaan"),),
    "roles.support_person": ((r"tukihenkilo",),),
    "roles.treating_unit": ((r"hoitava\w* taho",),),
    "rules.target_group": ((r"kohderyhma\w*",),),
    "rules.referral_criteria": ((r"ohjaami\w+", r"(ohjeina|kriteeri|perustee)"),),
    "rules.threshold": ((r"matala\w* kynnyks",),),
    "rules.who_may_refer": ((r"kaikki toimijat voivat ohjata",), (r"voi(vat)? ohjata", r"asiakka")),
    "rules.one_off_or_ongoing": ((r"kertaluont",),),
    "rules.joint_plan": ((r"(asiakas|yhteinen |yhteisen |yhteista )suunnitelma",), (r"asiakassuunnitelma",)),
    "rules.follow_up": (
        (r"seurannasta",),
        (r"seurataan", r"(suunnitelm|toteutum|asiakka)"),
        (r"seuranta\b", r"(vastuu|sovit|vastaa)"),
        (r"milloin", r"palataan"),
    ),
    "phases.handover": ((r"saattaen vaiht",),),
    "phases.recognition": ((r"puheeksi ?ot",), (r"tunnist", r"varhai"), (r"tunnist", r"tuen tar")),
    "phases.assessment": ((r"palvelutarpeen arvioin",),),
    "artefacts.handbook": ((r"kasikirja",),),
    "governance.number_of_teams": (
        (r"yhteensa tiimeja",),
        (r"jokaisessa kunnassa", r"tiimi"),
        (r"tiimeja on \d+",),
    ),
    "governance.team_place": ((r"tiimi\w*", r"sote-keskuks"),),
    "governance.development_group": ((r"kehittamisryhma", r"(vetaja|tehtava|nimeaa|perusta)"),),
    "governance.management_group": ((r"johtoryhm",),),
    "governance.team_coordination": ((r"tiimi\w*", r"koordinoin\w+", r"(hyvinvointialue|sovittu)"),),
    "governance.line_responsibility": ((r"esimiestyo",), (r"mandaatti",)),
    "people.staffing": ((r"(vakanss|henkilostoresurss|lisaresurss)",), (r"osa-aikai\w+", r"laakari")),
    "people.training": ((r"koulutus(paiv|ta\b|kse|\b)",),),
    "people.induction": ((r"perehdyt",),),
    "participation.development": ((r"(asiakasraa|kokemusasiantunt|kehittajaasiak|vertaisohjaaj)",),),
    "participation.own_service": ((r"oma\w+ palvelu\w+", r"(osallist|kehittami)"),),
    "tools.kykyviisari": ((r"kykyviisari",),),
    "tools.professional_hotline": ((r"linja\w*", r"henkilostolle"),),
    "tools.surveys": ((r"kyselypatterist",), (r"asiakaskysely",)),
    "interfaces.multi_sector_service": ((r"\btyp\b",), (r"\btyp[- :]",), (r"monialai\w+ yhteispalvelu",)),
    "interfaces.occupational_health": ((r"tyoterveyshuol",),),
    "interfaces.health_checks": ((r"terveystarkastu",),),
    "rehabilitation.vocational": ((r"ammatilli\w+", r"kuntoutu"),),
    "rehabilitation.medical": ((r"laakinnalli\w+", r"kuntoutu"),),
    "information.recording": ((r"(kirjaami|tilastoin)",),),
    "context.population": ((r"(vakiluku|asukasluku|asukasta)", r"\d"),),
    "context.unemployed": ((r"tyottomien maara", r"\d"),),
    "context.labour_market": (
        (r"(tyottomyysaste|pitkaaikaistyotto|rakenteellinen tyottomyys|nuorisotyottomyy|kohtaanto)",),
    ),
    "context.organiser": ((r"(jarjestaa|tuottaa)", r"(sosiaali- ja terveyspalvelut|sote-palvelut)"),),
    "context.funding": ((r"rahoittaa", r"hanke"),),
    "context.steering_body": ((r"ohjauksesta vastaa",),),
    "context.pilots": ((r"pilottikun(ta|nat|tien)\b",), (r"pilottia? ", r"(kunta|kokeilu)")),
    "context.pilot_dates": ((r"(pilot|kokeilujakso)\w*", r"(20\d\d|-\d\d\b|\d\.\d)"),),
    "context.evaluation": ((r"arviointia", r"(tehdaan|raportoidaan)"),),
    "context.spread": ((r"valutetaan|levite",),),
    "context.policy": ((r"(thl suositta|hallitusohjelma|palvelustrateg)",),),
    "context.benefit_share": ((r"rahoitusosuu",),),
    "context.workshops": ((r"tyopaja(t|ssa|tyoskentely|tapaami)",),),
}

NUMBERS: dict[str, str] = {
    "governance.number_of_teams": r"tiimeja on (\d[\d ]*)",
    "context.population": r"(?:vakiluku|asukasluku) on (\d[\d ]*)|(\d[\d ]*) asukasta",
    "context.unemployed": r"tyottomien maara on (\d[\d ]*)",
}
"""Where the number of an element stands in its passage."""
