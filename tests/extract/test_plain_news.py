# ruff: noqa: E501 - one case a line
"""Plain wordings of the agencies: each sentence with the acts that it tells, and what answers or follows what."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract import extract, load
from kg.model import Document
from kg.read.lines import label
from kg.vocab import Role

ACTS = [
    ("Saudi Arabia sought a truce in Sudan. The RSF shelled a camp. It said army jets had bombed a market.", "bombed", "asserted", "Sudan", None),
    ("Ukraine fired missiles at Kursk, the Russian defence ministry said, promising retaliation.", "promising", "threatened", "Russian Defence Ministry", None),
    ("Israel retaliated by bombing power stations in Yemen.", "bombing", "asserted", "Israel", "Yemen"),
    ("Israeli troops shot two men dead. Palestinian gunmen opened fire at an army post near Nablus.", "opened fire", "asserted", "Palestinian gunmen", "Israel"),
    ("Russia's defence ministry promised harsh retaliatory measures.", "promised", "threatened", "Russian Defence Ministry", None),
    ("Russia launched a fresh drone assault on Odesa on Monday.", "drone assault", "asserted", "Russia", "Ukraine"),
    ("Six guards were killed in renewed clashes near Homs.", "clashes", "asserted", "", ""),
    ("Residents fear renewed attacks.", "attacks", "hypothetical", "", ""),
    ("Five members of Hamas were killed and two wounded in an Israeli raid.", "raid", "asserted", "Israel", "Hamas"),
    ("Turkey's answering strike did not hit the port but the airfield at Tartus.", "strike", "asserted", "Turkey", None),
    ("Rebel units used the airfield to launch air raids on Sirte.", "air raids", "asserted", "", None),
    ("Iran seized a Greek tanker in the Gulf of Oman on Monday.", "seized", "asserted", "Iran", None),
    ("18:42 GMT - The US military says it shot down three Houthi drones.", "shot down", "asserted", "US", "Houthis"),
    ("Gunmen led by Hamas attacked towns in southern Israel.", "attacked", "asserted", "Hamas", "Israel"),
    ("Two of Mali's convoys hit roadside bombs near Gao.", "hit", "asserted", "", "Mali"),
    ("A bomber blew up his car at the gate and gunmen then stormed the base.", "stormed", "asserted", "gunmen", None),
    ("Syrian army shelling killed three Turkish soldiers in Idlib.", "shelling", "asserted", "Syria", "Turkey"),
    ("Three were hurt in rocket attacks by Kurdish fighters on two Turkish posts.", "rocket attacks", "asserted", "Kurds", None),
    ("Hamas said its men bombed with mortars a gathering of Israeli soldiers.", "bombed", "asserted", "Hamas", "Israel"),
    ("The raids of Chad on the rebel camp at Bahai went on.", "raids", "asserted", "Chad", None),
    ("The Houthis warned that British ships would be fired on next.", "warned", "threatened", "Houthis", "UK"),
    ("Iran said it was bound to respond to the strike on its consulate.", "respond", "threatened", "Iran", None),
    ("The army said eight men died, and vowed to strike back.", "vowed to strike", "threatened", "army", None),
    ("A Hezbollah spokesman spoke of two raids. He threatened to strike Tel Aviv.", "threatened to strike", "threatened", "Hezbollah", "Israel"),
    ("A Houthi spokesman said it had hit a ship. The spokesman threatened to bomb Jizan.", "threatened to bomb", "threatened", "Houthis", None),
    ("A bomb hurt an Israeli guard. Israel blamed a militia armed by Iran. Later its tanks shelled Quneitra.", "shelled", "asserted", "Israel", None),
    ("India rejected that. It expelled Pakistan's envoy, and on Friday it shut the crossing.", "shut", "asserted", "India", None),
    ("Tehran put the sabotage of the port down to Israel.", "sabotage", "asserted", "Israel", None),
    ("Iran denies that the seizure of the tanker had anything to do with the talks.", "seizure", "asserted", "", None),
    ("US bombs militia depot in Iraq after rocket attack on base", "bombs", "asserted", "US", None),
    ("A bus was hit near Nablus. No group has said it was behind the shooting.", "shooting", "asserted", "", None),
    ("The Coastal Support Brigade (CSB) shelled Zawiya. CSB fighters stormed a base.", "stormed", "asserted", "Coastal Support Brigade", None),
    ("Hezbollah hailed the first attack by the Lebanese group on Haifa in a year.", "attack", "asserted", "Hezbollah", "Israel"),
    ("Iran holds Israel responsible for the killing of the scientist.", "killing", "asserted", "Israel", None),
    ("The minister spoke on Thursday, holding Hamas responsible for the attack.", "attack", "asserted", "Hamas", None),
    ("A barrage of rocket fire by militants preceded the talks.", "rocket fire", "asserted", "militants", None),
    ("A little-known group, the Sons of Omar, claimed responsibility for the bombing.", "bombing", "asserted", "Sons of Omar", None),
    ("A group calling itself the Sons of Omar claimed responsibility for the bombing.", "bombing", "asserted", "Sons of Omar", None),
    ("Israel blamed a commander for recent rocket fire into its territory.", "rocket fire", "asserted", "", "Israel"),
    ("Russia said two had died, after Kyiv launched one of its largest attacks of the war.", "attacks", "asserted", "Ukraine", None),
    ("Government forces battled rebels near Saraqib.", "battled", "asserted", "rebels", None),
    ("The valley is often used by militants to fire rockets at the base.", "fire", "habitual", "militants", None),
    ("Hamas lies in a town from which it and Israel have been trading fire for almost ten months.", "trading fire", "habitual", "Israel", None),
    ("Ukrainian air defences targeted Russian drones over Poltava.", "targeted", "asserted", "Ukraine", "Russia"),
    ("Drones struck the port on Tuesday. The army blamed the Rapid Support Forces (RSF).", "struck", "asserted", "RSF", None),
    ("Drones struck the port on Tuesday. No one blamed the RSF.", "struck", "asserted", "", None),
    ('Jets hit the hills. "We bombed two camps," army spokesman Adel Kamal said.', "bombed", "asserted", "", None),
    ("The strike killed Abu Omar, a senior al-Nusra commander.", "strike", "asserted", "", "Nusra Front"),
    ("Somali car bomb kills 90 at a checkpoint.", "car bomb", "asserted", "", None),
    ("The raid killed Israeli and Palestinian civilians.", "raid", "asserted", "", "Israel"),
    ("Iran vowed to avenge the killing on 27 September of its top scientist.", "killing", "asserted", "", "Iran"),
]  # fmt: skip
"""Text, trigger, how real, who did it (empty: nobody told), to whom (None: not asked)."""
LINKS = [
    ("Israeli raids killed seven in Gaza, prompting a wave of retaliatory rocket fire.", "rocket fire", "raids", "retaliationFor"),
    ("Russia bombed Kyiv, after vowing that attacks on Belgorod would be avenged.", "vowing", "attacks", "retaliationFor"),
    ("Hezbollah said it fired rockets at Haifa in response to a strike, the group's first attack in a week.", "fired", "strike", "retaliationFor"),
    ("Iran fired missiles in retaliation for the death of Qassem Soleimani.", "fired", "death", "retaliationFor"),
    ("Hamas fired rockets in response to the death of a hunger striker in custody.", "fired", "death", "respondsTo"),
    ("His killing was followed a day later by the murder of an aide in Homs.", "murder", "killing", "followed"),
    ("The army said that in response to the attack it had closed the road.", "closed", "attack", "respondsTo"),
    ("Jets bombed the hills to counter a Taliban assault on Farah.", "bombed", "assault", "retaliationFor"),
    ("Turkey carried out retaliatory fire on the hills from where the mortars were fired.", "fire", "fired", "retaliationFor"),
    ("Turkish guns shelled the hills. Two Houthi drones were shot down hours after a missile hit a ship.", "shot down", "hit", "followed"),
    ("A spokesman said four had died, and promised that Iran would make Israel pay for this strike.", "promised", "strike", "retaliationFor"),
    ("Troops closed the road to find the men who had attacked the bus.", "closed", "attacked", "respondsTo"),
    ("A truce arranged by Egypt put a stop to three days of shelling.", "truce", "shelling", "respondsTo"),
    ("Pakistan's army said it had destroyed six Indian posts in retaliatory fire after a schoolgirl was killed by a shell.", "destroyed", "shell", "retaliationFor"),
    ("Two Palestinians stabbed a settler; hours later settlers torched a house, which the army called a revenge attack.", "torched", "stabbed", "retaliationFor"),
    ("The group vowed to avenge the death on Monday night of Adel Kamal.", "avenge", "death", "retaliationFor"),
    ("Yemen's Houthis fired a missile. Saudi Arabia bombed Sanaa in response to the missile. The target of the retaliatory strike was a cave.", "strike", "fired", "retaliationFor"),
    ("The attack was in retaliation for the killing of one of its chiefs, Adel Kamal, near Tyre.", "attack", "killing", "retaliationFor"),
]  # fmt: skip


@pytest.fixture(scope="module")
def reader():
    return load()


def read(text, reader):
    known = Document.identify(text, None, None, None)
    return extract(Document(known, "case", text, label(text), published=date(2024, 10, 2)), reader)


def names(mention, role):
    return [a.name for a in mention.fillers(role)]


@pytest.mark.parametrize(("text", "trigger", "reality", "actor", "target"), ACTS)
def test_an_act_is_told(text, trigger, reality, actor, target, reader):
    found = [m for m in read(text, reader).mentions if m.trigger.quote == trigger]
    assert [m.factuality.value for m in found] == [reality]
    assert (actor in names(found[0], Role.ACTOR)) if actor else not names(found[0], Role.ACTOR)
    assert target is None or (target in names(found[0], Role.TARGET)) == bool(target)


@pytest.mark.parametrize(("text", "effect", "cause", "kind"), LINKS)
def test_a_link_is_told(text, effect, cause, kind, reader):
    told = read(text, reader)
    words = {m.id: m.trigger.quote.split()[-1] for m in told.mentions}
    found = [(words[r.effect], words[r.cause], r.kind.value) for r in told.relations]
    assert (effect.split()[-1], cause.split()[-1], kind) in found


@pytest.mark.parametrize(
    "text",
    [
        "Mourners fired shots into the air.",
        "Gunmen fired in the air after the vote.",
        "The minister shot back at his critics.",
    ],
)
def test_shots_into_the_air_are_no_attack(text, reader):
    assert not read(text, reader).mentions


def test_a_group_is_the_source_by_the_name_it_gives_itself(reader):
    told = read("A group calling itself the Sons of Omar claimed the bombing of the bridge.", reader).mentions
    assert [m.attribution.speaker for m in told if m.attribution] == ["Sons of Omar"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jets hit the town, killing two, Adel Kamal, head of the clinic, told the German news agency.", "head of the clinic"),
        ("Turkish troops entered Syria, two days after President Tayyip Erdogan said Ankara might act.", None),
    ],
)  # fmt: skip
def test_who_tells_is_no_addressee_and_no_clause_of_time(text, speaker, reader):
    first = read(text, reader).mentions[0]
    assert (first.attribution.speaker if first.attribution else None) == speaker


def test_a_region_is_the_place_not_the_town_it_lies_off(reader):
    told = read("Kyiv said it hit a plant in the Nizhny Novgorod region, east of Moscow.", reader).mentions
    assert [names(m, Role.PLACE) for m in told] == [["Nizhny Novgorod region"]]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("At least 23 people died in Syria in a raid attributed to Israel.", ["Syria"]),
        ("The drones were shot down by Israel and its allies, among them the United States.", []),
        ("Warplanes struck a base, officials said, days after the minister visited Tripoli.", []),
        ("Israel answered with artillery fire on southern Lebanon and a raid near Har Dov.", ["South Lebanon"]),
    ],
)
def test_where_it_was(text, place, reader):
    assert names(read(text, reader).mentions[0], Role.PLACE) == place


def test_weapons_not_yet_launched_are_struck_not_met(reader):
    told = read("The US military said 14 missiles that were ready to be launched were hit.", reader).mentions
    assert [m.type.family.value for m in told] == ["strike"]


def test_a_day_behind_what_is_avenged_was(reader):
    told = {
        m.trigger.quote: m.when
        for m in read("The group vowed to avenge the death on Monday of its chief.", reader).mentions
    }
    assert told["death"].first == date(2024, 9, 30)
    assert told["vowed to avenge"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Troops exchanged fire in Kashmir. Islamabad vowed to respond to any Indian action.",
        'Pakistani troops killed four Indian guards. Pakistan said they only responded to "unprovoked" Indian fire.',
    ],
)
def test_nothing_is_answered_that_is_not_told(text, reader):
    told = read(text, reader)
    words = {m.id: m.trigger.quote for m in told.mentions}
    assert not [r for r in told.relations if words[r.effect] in ("fire", "vowed to respond")]


def test_who_only_runs_attacks_nobody(reader):
    assert not read("The family rushed from their home to a hotel. Soldiers rushed to the scene.", reader).mentions


def test_an_easing_is_not_the_siege_that_it_eases(reader):
    told = read("The attacks came despite talk of a deal in return for a lifting of the blockade.", reader)
    assert not told.relations


def test_a_day_of_before_does_not_date_what_is_told_on(reader):
    text = (
        "Hezbollah shelled Metula on Tuesday. It has traded fire with Israel since Hamas attacked Sderot on"
        " 7 October, setting off a war. Hezbollah said it struck two posts at Dovev."
    )
    struck = next(m for m in read(text, reader).mentions if m.trigger.quote == "struck")
    assert struck.when is not None
    assert struck.when.first == date(2024, 10, 1)


def test_the_day_that_something_has_lasted_since_is_its_owners(reader):
    days = {
        m.trigger.quote: m.when for m in read("Hamas cut its attacks since Monday's raid on Rafah.", reader).mentions
    }
    assert days["attacks"] is None
    assert days["raid"] is not None


def test_a_village_is_known_by_its_bare_name_and_as_the_village(reader):
    text = "Shells fell on Ras Kamun. The village of Ras Kamun lies near Tyre.\n\nJets bombed the village on Monday."
    places = {m.trigger.quote: names(m, Role.PLACE) for m in read(text, reader).mentions}
    assert places == {"fell": ["Ras Kamun"], "bombed": ["Ras Kamun"]}
