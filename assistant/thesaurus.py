"""Words that papers on community safety use for what people call otherwise. General to England.

Everyday English on the one side and the language of councils, police, probation and health on the other. The
words of a group stand for one another when a question is held against the documents; they are no synonyms
everywhere. Words that the law keeps apart (theft and robbery, an arrest and a charge) are in groups apart.
Sources: plain words lists of public bodies, the Home Office's counting rules, and common use.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from corpus.terms import find_terms

GROUPS: tuple[tuple[str, ...], ...] = tuple(
    tuple(member.strip() for member in line.split(","))
    for line in """
child, kid, youngster, little one, toddler, young people, juvenile, teenager, teen, youth, adolescent
pupil, student, schoolchildren
elderly, older people, pensioner, senior citizen, old age
police officer, constable, bobby, cop, copper, policeman, policewoman
police, constabulary
offender, criminal, crook, lawbreaker, wrongdoer, culprit, convict, convicted people
perpetrator, abuser, abusive partner
prisoner, inmate, people in custody
prison leaver, former prisoner, exprisoner, exoffender, released prisoner
prison, jail, gaol, custody, imprison, incarcerate, behind bars
gang, gangster, racketeering, organised crime, organised criminals, mob, crime group
homeless, rough sleeper, rough sleeping, sleeping outdoors, street homeless
resident, local people, householder, townspeople, citizen, inhabitant
volunteer, unpaid helper
staff, worker, employee, workforce, personnel
boss, chief, head, director, manager, lead
migrant, refugee, asylum seeker
disabled, impairment
minority ethnic, black and asian
addict, dependent, hooked, misuse
alcohol, drink, booze, drunk, drunken
drug, substance, narcotic
homelessness, roofless
shop, retail, store, shopkeeper
business, company, firm, trader
school, college, academy, classroom
social landlord, housing association, registered provider
doctor, clinician, gp
antisocial behaviour, nuisance, rowdy, yob, bother, misbehaving, misbehaviour, disorder
burglary, burgled, burglar, housebreaking
robbery, robbed, mugging
shoplifting, shop theft, retail crime
theft, stealing, thief, thieving
vehicle, car, motor
motorbike, motorcycle, off road bike, scooter
knife, blade, stabbing
gun, firearm, shooting
violence, violent, assault, attack, fighting
domestic abuse, domestic violence, abuse at home, battered, wife beating, hurt at home, violent partner
sexual offence, rape, sexual assault, sex crime, sex attack, sexual violence
hate crime, hate incident, bigotry, prejudice
racist, racism, racial
exploitation, grooming
county line, drug running
slavery, trafficking, forced labour
extremism, extremist, radicalisation, terrorism, terrorist
fraud, scam, scammer, con, swindle, rogue trader
cyber, hacking, online crime
arson, deliberate fire, fire setting, fire raising
criminal damage, vandalism, graffiti
fly tipping, dumping, dumped rubbish
rubbish, litter, waste, refuse
murder, homicide, killing, manslaughter
death, die, dead, fatality, lose their lives
seize, seizure, confiscate, recover, forfeit, forfeiture, impound
proceeds, ill gotten gains, dirty money
re-offending, repeat offending, recidivism, return to crime
arrest, detain, catch, nick
warrant, raid, search
convict, found guilty
prosecute, taken to court
court, magistrate, judge, crown court
fixed penalty, penalty notice, fine
unpaid work, community payback, community service
community order, community sentence
supervise, probation
crime, offence, offending, criminality
breach, break, broken, flout, violation, infringement, infraction
rule, regulation, restriction, guidance
incident, occurrence, callout
emergency, urgent, priority call, short notice
response time, attendance time, arrive
camera, cctv, surveillance
beat, patrol
safeguard, protect, keep safe
refuge, shelter, safe house, safe accommodation
counselling, therapy, therapist, counsellor
helpline, hotline, phone line
mentor, role model
training, course, workshop, lesson, teaching
awareness, campaign, publicity, messaging
survey, poll, questionnaire
consultation, asked for views
satisfied, satisfaction, happy, pleased
afraid, fear, scared, frightened, worry, anxious, concern
confidence, trust, faith
funding, grant, pot, money, cash, finance, financial
spend, expenditure, invest, allocate
award, prize, accolade, honour, trophy
income, revenue, earnings, takings
debt, arrears, owe
overspend, overspent, deficit, shortfall
underspend, underspent, surplus
salary, wage
contract, deal, agreement
commission, procure, purchase
covid, coronavirus, pandemic, virus
lockdown, restriction, stay at home
christmas, festive, xmas
night time, evening, night
yearly, annual, every year
start, begin, launch, establish, introduce, introduction, inception
finish, end, close, conclude, complete
delay, postpone
pause, suspend, halted
resume, restart, reopen
continue, ongoing
review, evaluate, assess, examine, check
target, goal, aim, objective, ambition
wait, queue, backlog, waiting list
park, green space, open space, recreation ground
town centre, high street, city centre
street, road, highway
district, neighbourhood, locality, ward
home, house, accommodation, property, dwelling, place to live, somewhere to stay, somewhere to sleep
pub, licensed premises, bar, nightclub
online, internet, web, website, digital
conference, gathering, event
chair, preside
join, signed, enrol
take part, participate, attend, attendee
help, support, assist, aid
prevent, deter, deterrent, stop
tackle, combat, fight
partnership working, work together, joint, collaborate, multiagency
charity, voluntary sector, voluntary organisation, third sector
council, local authority, town hall
merge, merger, combine, unify, amalgamate, reunify, put back together, bring back together
recruit, hire, appoint
employment, job
unemployed, jobless
visit, home visit, welfare check, check
refer, referral
complain, complaint, grievance
deprived, poverty, poor, disadvantaged, hardship
mental health, mental illness, wellbeing
ill, sick, disease
vaccine, jab, immunisation
law, legislation, statute
injunction, court order, closure order
risk, danger, threat, hazard
reason, cause, driver, driven
impact, effect, affect, consequence
data, statistic, figure
pilot, trial
scheme, programme, project, initiative
refresh, update, revise, renew
repair, fix, mend, maintenance
key, main, major, significant, biggest, chief, foremost
challenge, difficulty, problem, pressure, strain, struggle
success, achievement, accomplishment
pavement, footpath, footway
speeding, driving too fast
baby, infant, newborn
mother, mum, maternal
father, dad, paternal
parent, guardian
army, armed force, military, soldier, troops
veteran, ex serviceman, former soldier
lawyer, solicitor, barrister, legal adviser
ambulance, paramedic
firefighter, fire crew, fire service
hospital, infirmary, ward
elect, ballot, vote, voter
merchandise, goods, counterfeit, fake
quick, fast, speedy, rapid, prompt
leaflet, booklet, pamphlet
approve, agree, endorse, ratify
oversee, govern
scrap, abolish, discontinue, axe
replace, supersede
expand, extend, widen, enlarge
reduce, fall, drop, decrease, decline, lower, fewer, reduction
rise, increase, growth, climb, higher
improve, better, enhance, strengthen
worsen, deteriorate
hurt, injured, injury, harm, wound
young adult, twenty, young men and women
child in care, foster, raised by the council
newcomer, new arrival
english lesson, esol, language class
gypsy, traveller
gay, lesbian, homophobic, sexual orientation
transgender, trans, gender identity
faith, religion, religious, mosque, church, synagogue, place of worship
bicycle, bike, cycle, cyclist, pushbike
bus, coach, public transport, tram
van, lorry, outreach vehicle
motorist, driver, behind the wheel
drink driving, drunk driving
crash, collision, accident, casualty
pedestrian, walker
firework, bonfire
phone, mobile, smartphone, handset
meet, convene, sit
monthly, every month, every four weeks
weekly, every week, every seven days
fortnightly, every two weeks, every fortnight
quarterly, every three months, every quarter
warn, alert
share, swap, exchange
intelligence, information
spot, identify, recognise, detect, notice
trace, track, locate
answer, respond, reply, response, react
emergency call, 999
busy, demand, workload
post, role, position, vacancy
learn, taught, upskill
exclude, exclusion, expel
truant, truancy, absent, skip school, school attendance
missing from home, run away, runaway
holiday, half term
taxi, cab, private hire, minicab, hackney carriage
tenant, renter, tenancy
neighbour, next door
street light, lighting, lamp
target hardening, home security, lock, burglar alarm
loan shark, illegal money lending
benefit, universal credit, welfare payment
gambling, betting
treatment, rehab, rehabilitation, recovery
overdose, naloxone, drug death
needle, syringe
cannabis, weed, marijuana
opiate, heroin
dealer, drug dealer, supplier, pusher, drug supply
dismantle, disrupt, smash, bust
surrender, amnesty
noise, noisy, loud
rave, party, music event
protest, demo, demonstration, march, rally
stalk, harassment
coercive, controlling
suicide, take their own life, kill themselves, end their life
autism, learning disability, neurodivergent
population, inhabitant, people live
cuckooing, home takeover, take over home
clare's law, disclosure scheme, partner past
restorative justice, meet the offender
chemist, pharmacy, pharmacist
precept, police part of council tax
reserve, savings
vacant, unfilled, empty post
licence, license
licenced, licensed
councillor, cllr, elected member, politician
plan, strategy, blueprint
prioritise, priority, focus, concentrate, top concern
vision, aspiration
green, climate, environment, sustainable, eco friendly, carbon
inclusive, fair, equality
thriving, prosperous, flourishing
duty, obligation, legally required, statutory
deadline, time limit, timescale, due date
average, mean, typical
sentence, punishment, penalty
tag, electronic monitoring
victim, survivor, sufferer
advocate, support worker, caseworker, key worker
advice, guidance, signpost
youth worker, youth outreach, youth club, youth centre, youth provision
family, relative, household
early help, early intervention
blaze, fire
smoke alarm, smoke detector
drowning, water safety
fee, subscription, charge, price
subsidise, discount, half price, cheap
bid, application, apply
unspent, remaining
equipment, kit, device, gadget
body worn video, body camera, bodycam
social media, facebook, instagram, twitter
inspect, audit, peer review
independent, outside, external
deputy, vice chair
transfer, relocate
return, come back
temporary, interim, short term
remote, virtual, video call
present, introduce
speaker, presenter, spoke
quiet, calm, lull
honour, forced marriage
hotspot, trouble spot, worst area
surge, spike, jump
result, outcome
feel safe, safer, unafraid
safe, safer, safety, secure
dark, night
town, city
older, ageing
weapon, blade
young offender, youth justice, youth offending, juvenile crime
vulnerable, frail, defenceless
cold calling, doorstep seller, doorstep salesman, salesman at door, unwanted caller
diversionary, keep occupied, keep busy, constructive activity
spiking, drink tampering
loiter, hanging around, congregate
street harassment, catcalling, wolf whistling
indecent exposure, flashing, flasher
prostitution, sex work, sex worker
begging, beggar, panhandling
dog fouling, dog mess, dog dirt
street racing, boy racer, car cruising, racing driver
money laundering, dirty money, hide money
corruption, bribe, bribery
bully, intimidate
lead theft, metal theft, scrap metal
catalytic converter, exhaust
knife bin, amnesty bin, surrender bin
bleed control kit, bleed kit, stab kit
stop and search, frisk
custody suite, police cell, cell
caution, warning
bail, released pending
jury, trial by jury
evidence, proof
confess, admit
trouble, problem
lonely, loneliness, isolation
carer, caregiver
stress, pressure
coach, trainer
adolescence, teenage year
nursery, preschool
lunchtime, dinner time
weekend, saturday, sunday
night time economy, nightlife, clubbing
reveller, clubber, partygoer, drinker
ride home, lift home, safe journey
taxi marshal, street marshal, street angel, street pastor
security guard, bouncer, door staff, door supervisor
landlord, property owner
caravan, encampment, unauthorised camp
flat, apartment, tower block, high rise
cladding, panel
sprinkler, fire alarm
power cut, blackout
petrol, fuel
shut, closed
tidy, clean, cleanup
paint, mural
alley, alleyway, ginnel, gating, alleygating
fence, barrier
bench, seat
poster, sign, signage
badge, logo
app, application
letter, mail
text, sms, message
newsletter, bulletin
hub, one stop shop, single point
front door, referral point
caseload, open case
repeat, recurring
first time entrant, new to the justice system
breach of order, broken the order
licence recall, recalled to prison
curfew, home detention
unit, team, squad
detective, investigator
special constable, volunteer officer
chief constable, top cop, police chief
commissioner, pcc
minister, whitehall, home secretary
inspector, hmic, watchdog
ombudsman, adjudicator
auditor, audit
scrutiny, hold to account, challenge
twin, pair
opening, launch event
anniversary, birthday
""".strip().splitlines()
)
"""Each holds words and phrases that say about the same."""

KINDS: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    (general.strip(), tuple(kind.strip() for kind in kinds.split(",")))
    for general, kinds in (
        line.split(":", 1)
        for line in """
drug: opiate, opioid, heroin, cocaine, crack, cannabis, ketamine, spice, ecstasy, nitrous oxide
substance: alcohol, drug, opiate
weapon: knife, gun, firearm, machete
violence: stabbing, knife crime, domestic abuse, robbery, homicide
theft: burglary, shoplifting, pickpocketing
vehicle: car, motorbike, van, lorry, scooter, e-scooter
hate crime: racist, homophobic, islamophobic, antisemitic
antisocial behaviour: graffiti, fly tipping, noise, vandalism, street drinking
fraud: scam, courier fraud, romance fraud
exploitation: county lines, modern slavery, cuckooing
addiction: alcohol, drug
school: primary, secondary, academy
emergency service: police, fire, ambulance
""".strip().splitlines()
    )
)
"""What is a kind of what: who asks of drugs is answered by what is said of opiates, not the other way."""


@cache
def _members() -> Mapping[str, tuple[tuple[frozenset[str], ...], ...]]:
    """Return for each term the groups it has a part in, each as the terms of its members."""
    found: dict[str, list[tuple[frozenset[str], ...]]] = {}
    for members in GROUPS:
        group = tuple(frozenset(find_terms(member)) for member in members)
        for term in frozenset().union(*group):
            found.setdefault(term, []).append(group)
    return {term: tuple(groups) for term, groups in found.items()}


@cache
def _kinds() -> Mapping[frozenset[str], tuple[frozenset[str], ...]]:
    """Return what is a kind of what, each as its terms."""
    return {
        frozenset(find_terms(general)): tuple(frozenset(find_terms(kind)) for kind in kinds)
        for general, kinds in KINDS
    }


def find_others(terms: Sequence[str]) -> dict[str, tuple[frozenset[str], ...]]:
    """Return for each term of a question the ways to say it otherwise, each as the terms of one.

    A term counts as a member of a group where the question holds the whole member: "behind" alone is
    not "behind bars". Terms without another way are left out.
    """
    asked = frozenset(terms)
    found = {term: tuple(dict.fromkeys(_others_of(term, asked))) for term in asked}
    return {term: others for term, others in found.items() if others}


def _others_of(term: str, asked: frozenset[str]) -> Iterator[frozenset[str]]:
    for group in _members().get(term, ()):
        said = [member for member in group if term in member and member <= asked]
        if said:
            yield from (member for member in group if member not in said)
    for general, kinds in _kinds().items():
        if term in general and general <= asked:
            yield from kinds


def spell_out(terms: Iterable[str]) -> tuple[str, ...]:
    """Return the terms of a question with those of every other way to say them, once each."""
    given = tuple(dict.fromkeys(terms))
    others = find_others(given)
    more = (term for one in given for member in others.get(one, ()) for term in sorted(member))
    return tuple(dict.fromkeys((*given, *more)))
