"""How many: each row is a sentence and the counts it tells."""

from __future__ import annotations

import pytest

from kg.extract import quantities

TOLD = [
    ("One Syrian was killed and about 30 others were hurt.", ["killed 1", "injured 27-33"]),
    ("One Syrian and two Finns were killed.", ["killed 3"]),
    ("One Syrian house was hit.", []),
    ("Twelve lives were lost at the mill.", ["killed 12"]),
    ("The shell killed not less than eight millers.", ["killed 8+"]),
    ("They put the dead at six and the wounded at nine.", ["killed 6", "injured 9"]),
    ("Killed were five.", ["killed 5"]),
    ("Seven were killed; among the dead were two children.", ["killed 7"]),
    ("Eleven people were treated for smoke.", ["injured 11"]),
    ("A constable guarding the bank was shot dead.", ["killed 1"]),
    ("OSTRAVA. May 12 - One guard was killed and another injured in the shaft.", ["killed 1", "injured 1"]),
    ("It was hit by five shells, without recording human losses.", ["injured 0", "killed 0"]),
    ("The ship took in water; all on board are safe.", ["injured 0", "killed 0"]),
    ("All are safe.", ["injured 0", "killed 0"]),
    ("The pilots were taken to a safe place.", []),
    ("At least seven people, two nuns among them, lost their lives.", ["killed 7+"]),
    ("Two constables embraced martyrdom and three others were injured.", ["killed 2", "injured 3"]),
    ("Six khwarij were sent to hell, it said.", ["killed 6"]),
    ("A woman of about 70 was cut by flying glass.", ["injured 1"]),
    ("Three people have been brought in with light wounds.", ["injured 3"]),
    ("It says 30 of its men have been killed this year, five of them in a mine blast.", ["killed 30", "killed 5"]),
    ("One man, Sami Aqra, 37, was shot dead.", ["killed 1"]),
    ("The raid led to the martyrdom of 104 citizens.", ["killed 104"]),
    ("At the market 25 persons found the death.", ["killed 25"]),
    ("Four shells fell, nobody suffered.", ["injured 0", "killed 0"]),
    ("In it 62 military were killed.", ["killed 62"]),
    ("The shelling killed three people and wounded five.", ["killed 3", "injured 5"]),
    ("The blast killed three and wounded five others.", ["killed 3", "injured 5"]),
    ("The fire wounded a night porter.", ["injured 1"]),
    ("A lighthouse keeper, Ada Holm, was killed.", ["killed 1"]),
    ("A widow and her four lodgers died.", ["killed 5"]),
    ("Nine quarrymen perished and another was hurt.", ["killed 9", "injured 1"]),
    ("Two captains, a Dane and a Finn, were killed.", ["killed 2"]),
    ("The mortar killed the sexton's wife and daughter.", ["killed 2"]),
    ("Divers recovered five bodies.", ["killed 5"]),
    ("The bodies of two nuns were found.", ["killed 2"]),
    ("The mob clubbed three toll-keepers to death.", ["killed 3"]),
    ("They put the dead at 12 Danes and 7 Finns.", ["killed 19"]),
    ("Shell kills lorry driver", ["killed 1"]),
    ("The brigade lost four soldiers.", ["killed 4"]),
    ("The mine hurt nobody.", ["injured 0", "killed 0"]),
    ("It left 144 people injured, including 82 taken to hospitals.", ["injured 144"]),
    ("The blast wounded 30, among them 12 who were hospitalised.", ["injured 30"]),
    ("Ten people were hurt, including two who died.", ["injured 10", "killed 2"]),
    ("Of the three people killed, two were soldiers.", ["killed 3"]),
    ("Among the three deaths announced on Friday, one was a man who died of his wounds.", ["killed 1"]),
    ("A blast has killed commanders.", []),
    ("The violence led to the deaths of 33 people in Gaza and one person in Israel.", []),
    ("The strikes killed three people in Odesa and two people in Sumy.", ["killed 5"]),
    ("The shell killed two cows.", []),
    ("On October 19, two soldiers of the Harbour Brigade died when a mine blew up.", ["killed 2"]),
    ("On Oct. 19, two soldiers died when a mine blew up.", ["killed 2"]),
    ("It was sunk on August 28, with one sailor killed and several missing.", ["killed 1"]),
    ("In October 19 people were killed.", ["killed 19"]),
    ("On May 3 gunmen killed a clerk.", ["killed 1"]),
    ("A shell flattened the mill, and 18 people from three generations died in it.", ["killed 18"]),
    ("He counted 89 martyrs, of them 31 women and five children, and 277 wounded.", ["killed 89", "injured 277"]),
    ("Planes hammered the port; the dead were 44.", ["killed 44"]),
    ("Among the dead were sixteen members of the crew.", []),
    ("The clans fought at noon, and 27 people fell in those clashes.", ["killed 27"]),
    ("Five people, says the ministry, lie dead in a tent.", ["killed 5"]),
    ("Two guild members, Anders Lund and his driver, died.", ["killed 2"]),
    ("A rocket fell on the runway without hurting a soul.", ["injured 0", "killed 0"]),
    ("None of the guests was harmed, but six others perished.", ["injured 0", "killed 6"]),
    ("A family was killed.", []),
    ("At least five people were killed and 18 injured.", ["killed 5+", "injured 18"]),
    ("The strike left 17 civilians injured.", ["injured 17"]),
    ("It left three people dead and dozens wounded.", ["killed 3", "injured 24-99"]),
    ("Four firefighters were injured in these attacks.", ["injured 4"]),
    ("The raid led to the deaths of at least 33 villagers.", ["killed 33+"]),
    ("Twelve people, including three children, were killed.", ["killed 12"]),
    ("Two men aged 50 and 48 were killed and two wounded.", ["killed 2", "injured 2"]),
    ("The rocket killed a woman and two children.", ["killed 3"]),
    ("The raid killed a farmer, his wife and three children.", ["killed 5"]),
    ("One person was killed.", ["killed 1"]),
    ("A soldier was lightly wounded.", ["injured 1"]),
    ("The bombardment killed a 12-year-old girl.", ["killed 1"]),
    ("More than 200 soldiers died.", ["killed 200+"]),
    ("As many as 30 people were killed.", ["killed 1-30"]),
    ("Up to 40 people may have been hurt.", []),
    ("Some 20 people were hurt.", ["injured 18-22"]),
    ("Nearly 100 people were killed.", ["killed 90-100"]),
    ("Between 10 and 15 people were wounded.", ["injured 10-15"]),
    ("The air strike killed 10 to 12 fighters.", ["killed 10-12"]),
    ("Hundreds were killed.", ["killed 200-999"]),
    ("Scores of people were wounded.", ["injured 40-199"]),
    ("Several people were injured.", ["injured 3-9"]),
    ("About 1,200 people were killed.", ["killed 1080-1320"]),
    ("Twenty-two dead, 40 hurt.", ["killed 22", "injured 40"]),
    ("22 dead in harbour blast", ["killed 22"]),
    ("There were no casualties.", ["injured 0", "killed 0"]),
    ("The rocket fell in a field and caused no casualties or damage.", ["injured 0", "killed 0"]),
    ("No one was hurt.", ["injured 0", "killed 0"]),
    ("No injuries were reported.", ["injured 0"]),
    ("There were no deaths.", ["killed 0"]),
    ("Nobody was killed.", ["killed 0"]),
    ("There were no immediate reports of casualties.", []),
    ("There was no word on casualties.", []),
    ("The death toll rose to 12.", ["killed 12"]),
    ("Two more died, bringing the toll to 14.", ["killed 2", "killed 14"]),
    ("The death toll has climbed to at least 41.", ["killed 41+"]),
    ("That brings the number of villagers killed since May to 33.", ["killed 33"]),
    ("Five people are missing.", ["missing 5"]),
    ("The rebels captured 12 soldiers.", ["captured 12"]),
    ("Gunmen took nine people hostage.", ["captured 9"]),
    ("Police arrested six people.", ["captured 6"]),
    ("Air defences shot down 110 drones overnight.", ["intercepted 110"]),
    ("Of these, 45 drones were intercepted.", ["intercepted 45"]),
    ("Gunners downed 17 of 20 drones.", ["intercepted 17"]),
    ("Northland launched more than 100 drones and 20 missiles.", ["launched 120+"]),
    ("They fired six rockets at the port.", ["launched 6"]),
    ("A salvo of 12 missiles hit the base.", ["launched 12"]),
    ("Over 100 hostile drones targeted the border.", ["launched 100+"]),
    ("Three people were wounded, two of them seriously.", ["injured 3"]),
    ("The attack wounded at least six, among them a nurse.", ["injured 6+"]),
    ("The mine blast, which killed two sappers, hurt another four.", ["killed 2", "injured 4"]),
    ("Two dozen people lost their lives.", ["killed 24"]),
    ("Seven police officers suffered burns.", ["injured 7"]),
    ("Both pilots were killed.", ["killed 2"]),
    ("The explosion left one dead and three injured.", ["killed 1", "injured 3"]),
    ("Eight killed, 30 wounded in market shelling", ["killed 8", "injured 30"]),
    ("He was shot dead on 12 May.", []),
    ("The town was hit three days ago and 40 percent is gone.", []),
    ("They were killed in 2014.", []),
    ("The war has lasted two years.", []),
    ("He killed time.", []),
    ("Five militants killed three soldiers.", ["killed 3"]),
    ("A missile destroyed two batteries.", []),
    ("They launched a massive drone offensive.", []),
    ("The year his father, a local policeman, was killed.", ["killed 1"]),
    ("Some 1,500 villagers in the valley, many of them children, have been killed.", ["killed 1350-1650"]),
    ("Twenty-seven members of the guard, or the Watch, were killed.", ["killed 27"]),
    ("Around 200 were taken hostage.", ["captured 180-220"]),
    ("The guns fell silent.Three villagers were killed.", ["killed 3"]),
]


def told(text: str) -> list[str]:
    def line(q):
        end = "+" if q.high is None else "" if q.high == q.low else f"-{q.high}"
        return f"{q.kind.value} {q.low}{end}"

    return [line(c.quantity) for c in quantities.find(text)]


@pytest.mark.parametrize("row", TOLD, ids=lambda r: r[0])
def test_a_sentence_tells_these_counts(row):
    text, expected = row
    assert told(text) == expected


def test_spans_are_those_of_the_text():
    text = "Calm. The shelling killed three people and wounded at least five soldiers."
    found = quantities.find(text, 6)
    assert [(c.quantity.span.quote, c.who, c.word.quote) for c in found] == [
        ("three people", "people", "killed"),
        ("at least five soldiers", "soldiers", "wounded"),
    ]
    for c in found:
        assert text[c.quantity.span.start : c.quantity.span.end] == c.quantity.span.quote


def test_a_running_total_says_so():
    (count,) = quantities.find("That took the death toll to 40.")
    assert count.quantity.rule.startswith("toll")


@pytest.mark.parametrize(
    "text", ["1" * 5000 + " killed", "killed " + "12 " * 3000, "death toll " * 3000, "one, two and " * 3000]
)
def test_nonsense_neither_crashes_nor_hangs(text):
    """How time grows with length, `tests/bench/growth.py` tells; a search that explodes would not end here at all."""
    for found in quantities.find(text):
        assert text[found.word.start : found.word.end] == found.word.quote


def test_a_long_sentence_is_read_to_its_end():
    (count,) = quantities.find("Three people in the town, and four others near the river, " * 500 + "were killed.")
    assert (count.quantity.kind.value, count.quantity.low) == ("killed", 7)
