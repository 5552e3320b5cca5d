"""Who did it and to whom: told, pointed back to, or evident from whom a party fights."""

from __future__ import annotations

import pytest

from kg.extract import extract, load
from kg.model import Document
from kg.model.text import Line
from kg.vocab import LineLabel, Role


@pytest.fixture(scope="module")
def reader():
    return load()


def names(text, words, role, reader):
    document = Document(Document.identify(text, None, None, None), "test", text, (Line(0, len(text), LineLabel.BODY),))
    mention = next(m for m in extract(document, reader).mentions if words in m.trigger.quote)
    return mention.names(role)


CASES = [
    ("The attack, which officials blamed on the ADF, killed ten.", "attack", Role.ACTOR, "ADF"),
    ("The blast, which the governor blamed on Ukrainian shelling, killed three.", "blast", Role.ACTOR, "Ukraine"),
    ("Turkish-backed Syrian rebels seized the town of Tel Abyad.", "seized", Role.ACTOR, "Syrian rebels"),
    ("Israeli troops came under fire from Palestinian gunmen near Nablus.", "fire", Role.TARGET, "Israel"),
    ("The town came under attack by Russian forces on Monday.", "attack", Role.ACTOR, "Russia"),
    ("Hodeida was a target for Chad, whose bombing campaign ended in May.", "campaign", Role.ACTOR, "Chad"),
    (
        "Rebels claimed the assassination of a judge, Karim Obeidi, in Mosul.",
        "assassination",
        Role.TARGET,
        "Karim Obeidi",
    ),
    ("Israel hit dozens of Iranian targets on Sunday.", "hit", Role.TARGET, "Iran"),
    ("Hamas fired a barrage of rockets at Tel Aviv.", "barrage", Role.ACTOR, "Hamas"),
    ("Hamas fired a barrage of rockets at Tel Aviv.", "barrage", Role.TARGET, "Israel"),
    ("A volley of Iranian missiles hit the base.", "volley", Role.ACTOR, "Iran"),
    ("Ukraine said its drones had hit what it called a Russian depot.", "hit", Role.TARGET, "Russia"),
    ("Russia shut the border because of Ukrainian shelling of a camp.", "shelling", Role.ACTOR, "Ukraine"),
    (
        "Ali Omar, a spokesman for the Taliban, said its fighters had overrun the post.",
        "overrun",
        Role.ACTOR,
        "Taliban",
    ),
    ("The US sanctioned Iran in response to its missile attack on Israel.", "attack", Role.ACTOR, "Iran"),
    ("Syria hit the Golan Heights with rockets.", "hit", Role.TARGET, "Israel"),
    ("Boko Haram attacked a barracks in Maiduguri.", "attacked", Role.TARGET, "Nigeria"),
    ("Israeli troops raided the town of Jenin in the West Bank.", "raided", Role.TARGET, "Palestinians"),
    ("A missile struck the port of Odesa.", "struck", Role.TARGET, "Ukraine"),
    ("Israel struck a house in Gaza City, killing a Hamas commander.", "struck", Role.TARGET, "Hamas"),
    ("The Malian army carried out air strikes on positions of the jihadists.", "strikes", Role.TARGET, "jihadists"),
    ("Poland shut the Russian consulate in Gdansk.", "shut", Role.TARGET, "Russia"),
    (
        "Israel struck Hezbollah on Monday. Hezbollah hit Israel. An official said a ceasefire took hold.",
        "ceasefire",
        Role.ACTOR,
        "Hezbollah",
    ),
    ("Israel shut its crossings with Gaza.", "shut", Role.TARGET, "Gaza"),
    ("Militants detonated a bomb near an Israeli bulldozer.", "detonated", Role.TARGET, "Israel"),
    ("An Israeli spokesman said Hezbollah would pay a heavy price for the attack.", "pay", Role.ACTOR, "Israel"),
    ("An Israeli spokesman said Hezbollah would pay a heavy price for the attack.", "pay", Role.TARGET, "Hezbollah"),
    ("Iran's army said the assassination of the general would be answered.", "answered", Role.ACTOR, "Iran"),
    (
        "Kyiv said on Friday that Russia had launched an attack into a zone from where it had been pushed back.",
        "pushed back",
        Role.TARGET,
        "Russia",
    ),
    ("UN troops attacked a rebel camp near Goma.", "attacked", Role.ACTOR, "UN"),
    ("SDF captures ISIL commander in Raqqa", "captures", Role.ACTOR, "Syrian Democratic Forces"),
    (
        "State media said the Revolutionary Guards had met. At dawn the Guards fired missiles at Erbil.",
        "fired",
        Role.ACTOR,
        "IRGC",
    ),
    ("Gendarmes ambushed a convoy of smugglers near the pass.", "ambushed", Role.ACTOR, "Gendarmes"),
    ("The Israeli military said its aircraft had struck a depot.", "struck", Role.ACTOR, "Israel"),
    ("Rockets hit an Iraqi base hosting US troops on Monday.", "hit", Role.TARGET, "US"),
    ("Israel strikes Hezbollah as group fires hundreds of rockets.", "fires", Role.ACTOR, "Hezbollah"),
    ("On Sunday jets bombed Lebanon and the Houthi movement fired a missile at Eilat.", "fired", Role.ACTOR, "Houthis"),
    ("A rocket from Gaza hit a house. Israel bombed targets around the enclave.", "bombed", Role.TARGET, "Gaza"),
    (
        (
            "A US official said it had no part. In a speech on Sunday, Hassan Nasrallah said he would study it. "
            'If it was not enough, he said, "we reserve the right to respond."'
        ),
        "reserve",
        Role.ACTOR,
        "Hezbollah",
    ),
    (
        (
            "It was revenge for the death of Hezbollah leader Hassan Nasrallah and that of the Hamas chief, "
            "Ismail Haniyeh, assassinated in Tehran."
        ),
        "assassinated",
        Role.TARGET,
        "Hamas",
    ),
    ("Russia launched what Kyiv said was its biggest air assault of the war.", "assault", Role.ACTOR, "Russia"),
    ("Nasrallah's killing was the answer to a rocket attack.", "killing", Role.TARGET, "Hassan Nasrallah"),
    ("Israel hit a camp on Sunday. Hamas said the blasts were its reply to it.", "blasts", Role.ACTOR, "Hamas"),
    ("The rebels hit the container ship Veronia with drones.", "hit", Role.TARGET, "Veronia"),
    ("A missile hit the Veronia, a Greek tanker.", "hit", Role.TARGET, "Veronia"),
    ("Commandos boarded the Veronia Star in the strait.", "boarded", Role.TARGET, "Veronia Star"),
    ("Iranian airports were closed for the night.", "closed", Role.ACTOR, "Iran"),
    ("A missile was fired from Yemen at Eilat. The Houthis struck a ship.", "fired", Role.ACTOR, "Houthis"),
    ("The United States imposed sanctions on Iran.", "sanctions", Role.ACTOR, "US"),
    ("Jordan, whose pilots shot down two drones, called for calm.", "shot down", Role.ACTOR, "Jordan"),
    ("Iranian media claimed that air defences had downed two jets.", "downed", Role.ACTOR, "Iran"),
    ("A Taliban commander said that his men had raided a house.", "raided", Role.ACTOR, "Taliban"),
    ("Israel and Hezbollah agreed a ceasefire.", "ceasefire", Role.ACTOR, "Hezbollah"),
    (
        "Russian jets bombed a mill in Ukraine. Two days later a missile struck Ukraine again.",
        "struck",
        Role.ACTOR,
        "Russia",
    ),
    ("The Ukrainian air force said it had shot down ten Russian drones.", "shot down", Role.TARGET, "Russia"),
    ("Two Indian soldiers died when Pakistani troops opened fire.", "opened fire", Role.TARGET, "India"),
    (
        "The Houthis attacked Israel on Monday. On Tuesday Israel attacked the Yemeni port of Hodeidah.",
        "attacked",
        Role.ACTOR,
        "Houthis",
    ),
    ("Haftar's forces bombed Tripoli overnight.", "bombed", Role.TARGET, "Government of National Accord"),
    ("Eastern Libyan forces shelled a town near Sirte.", "shelled", Role.ACTOR, "Libyan National Army"),
    (
        "Israel killed a commander of Islamic Jihad, and the group has answered with its heaviest rocket fire.",
        "rocket fire",
        Role.ACTOR,
        "Islamic Jihad",
    ),
    (
        "Israel bombed a plant to punish Iran for the missiles it fired in October.",
        "missiles",
        Role.ACTOR,
        "Iran",
    ),
    (
        "The US said it had struck two depots, hours after three Iraqis were wounded, one badly, in a drone attack.",
        "drone attack",
        Role.TARGET,
        "Iraq",
    ),
    (
        "Russia accused Ukraine of firing two missiles, the ministry said. It warned that it would not go unanswered.",
        "warned",
        Role.ACTOR,
        "Russia",
    ),
    ("Before dawn on Tuesday missiles were fired at Odesa.", "fired", Role.TARGET, "Ukraine"),
]


@pytest.mark.parametrize(("text", "words", "role", "name"), CASES)
def test_a_side_is_found(text, words, role, name, reader):
    assert name in names(text, words, role, reader)


def test_who_made_a_weapon_does_not_fire_it(reader):
    text = "The GNA advanced on Monday, and its Turkish-made drones hit a convoy near Sirte."
    assert not {"Turkey", "Turkish-made drones"} & set(names(text, "hit", Role.ACTOR, reader))


def test_who_does_not_claim_an_attack_is_not_its_doer(reader):
    text = "Gunmen opened fire in the market. No group has claimed the attack."
    assert "group" not in names(text, "attack", Role.ACTOR, reader)


def test_what_one_clause_tells_is_not_carried_over_what_is_said_into_another(reader):
    text = "The general planned barrages toward Israel, the army said, adding that his predecessor had been killed."
    assert names(text, "killed", Role.TARGET, reader) == ()


def test_whose_killing_it_is_did_not_do_it(reader):
    text = "Ali Khamenei spoke on Friday. Two days later Iranian outlets reported his assassination in Tehran."
    assert "Ali Khamenei" not in names(text, "assassination", Role.ACTOR, reader)


def test_who_brokers_a_truce_is_no_side_of_it(reader):
    text = "Israel said on Monday it was enforcing a U.S.-brokered ceasefire in Gaza."
    assert "US" not in names(text, "ceasefire", Role.ACTOR, reader)


def test_whoever_was_shelled_did_not_shell_it(reader):
    text = "Hezbollah said the barrage, which the Israeli army put at 180 rockets, was revenge for the raid."
    assert "Israel" not in names(text, "barrage", Role.ACTOR, reader)
    text = "Haftar's LNA said it shot down a Turkish drone after it bombed LNA positions."
    assert "Libyan National Army" not in names(text, "bombed", Role.ACTOR, reader)


def test_a_land_that_no_one_army_holds_is_not_hit_as_a_whole(reader):
    assert names("Gunmen attacked a village near Homs.", "attacked", Role.TARGET, reader) == ()
    assert names("Gunmen attacked a village near Kharkiv.", "attacked", Role.TARGET, reader) == ("Ukraine",)


def test_what_sirens_warn_of_is_not_what_was_told_before(reader):
    text = "The IDF struck camps of Islamic Jihad. Sirens sounded in Israel, warning of incoming rocket fire near Gaza."
    assert not names(text, "rocket fire", Role.ACTOR, reader)
    assert not names(text, "rocket fire", Role.TARGET, reader)


def test_the_ministry_is_the_one_named_last(reader):
    text = (
        "The Russian defence ministry said it had struck a post of Ukraine's army. The ministry said its air defences"
        " had destroyed six missiles near Kursk."
    )
    assert names(text, "destroyed", Role.ACTOR, reader) == ("Russia",)


def test_a_neighbour_is_another(reader):
    text = "The Afghan defence ministry accused its neighbour of bombing a market at Margha."
    assert not names(text, "bombing", Role.ACTOR, reader)


def test_workers_are_no_side(reader):
    told = "Israel bombed Damascus on Monday. Ten workers died on Friday when their buses were attacked near Homs."
    assert "Israel" not in names(told, "attacked", Role.TARGET, reader)


def test_who_speaks_of_an_attack_did_not_do_it(reader):
    assert names("Iran made light of the attack on Isfahan.", "attack", Role.ACTOR, reader) == ()


def test_who_is_behind_rockets_was_not_hit_by_them(reader):
    told = "Israel blamed Abu al-Ata. It said he was behind ten rockets fired at Sderot on the evening of November 1."
    assert names(told, "fired", Role.TARGET, reader) == ("Israel",)


def test_whoever_shoots_a_missile_down_after_his_raid_did_not_meet_the_raid(reader):
    told = "Israel said it shot down a missile fired from Yemen on Sunday, hours after its warplanes bombed Hodeidah."
    assert names(told, "bombed", Role.ACTOR, reader) == ("Israel",)


def test_rescuers_struck_nobody(reader):
    text = "The White Helmets sent two crews to Ariha. They bombed us again, a man told the crews."
    assert "White Helmets" not in names(text, "bombed", Role.ACTOR, reader)


def test_a_place_that_its_own_clause_leads_back_to_is_read_once(reader):
    told = "The two armies blamed one another for the attack on a school in Sumy where civilians had been sheltering."
    assert names(told, "attack", Role.TARGET, reader) == ("Ukraine",)


def test_we_of_a_headline_is_whom_it_quotes(reader):
    text = "India bombed two camps on Thursday.\n\nAsif: We will answer at a time of our choosing"
    assert "India" not in names(text, "answer", Role.ACTOR, reader)


def test_guns_do_nothing_by_themselves(reader):
    assert names("The patrol came under fire from machine guns.", "fire", Role.ACTOR, reader) == ()


STATES = [
    (
        "The Pakistani military shelled a hill. Afghanistan's defence ministry objected. Rebels attacked the army.",
        "attacked",
        Role.TARGET,
        ("Pakistan",),
    ),
    (
        "Israel has a land border here. Artillery shelled hills near Khiam in Lebanon, Lebanese security sources said.",
        "shelled",
        Role.ACTOR,
        (),
    ),
    ("The Israeli army closed in. A boy was shot dead by soldiers near Nablus.", "shot dead", Role.ACTOR, ("Israel",)),
    ("A group lost a man in an ambush, for which it blames Israel.", "ambush", Role.ACTOR, ("Israel",)),
    (
        "A judge was killed in Jaramana, for which Hezbollah holds Israel responsible.",
        "killed",
        Role.ACTOR,
        ("Israel",),
    ),
    ("Hezbollah avenged its engineer with a bombing on Mount Dov.", "bombing", Role.ACTOR, ("Hezbollah",)),
    (
        "Nine Taliban militants died and others fled when jets pounded their posts.",
        "pounded",
        Role.TARGET,
        ("Taliban",),
    ),
    ("International Coalition forces raided a house in Raqqa.", "raided", Role.ACTOR, ("US-led coalition",)),
    ("Two Pakistani security officials said the jets had hit a camp.", "hit", Role.ACTOR, ("Pakistan",)),
]


@pytest.mark.parametrize(("text", "words", "role", "told"), STATES)
def test_whose_soldiers_they_are(text, words, role, told, reader):
    assert names(text, words, role, reader) == told


def test_who_is_held_at_an_airport_is_held_responsible_for_nothing(reader):
    told = "Officers hit a cell, for which they held Israel to its word."
    assert names(told, "hit", Role.ACTOR, reader) != ("Israel",)


DOERS = [
    ("Moscow also accused British navy personnel of blowing up the pipelines.", "blowing up", Role.ACTOR, "UK Navy"),
    ("Howitzers on Turkey's side of the border pounded the village of Marnaya.", "pounded", Role.ACTOR, "Turkey"),
    ("A gunman opened fire on worshippers leaving a mosque.", "opened fire", Role.TARGET, "worshippers"),
    ("Gunmen abducted five coal miners on Monday.", "abducted", Role.TARGET, "coal miners"),
]


@pytest.mark.parametrize(("text", "words", "role", "told"), DOERS)
def test_who_is_accused_and_whose_callings_are_hit(text, words, role, told, reader):
    assert names(text, words, role, reader) == (told,)
