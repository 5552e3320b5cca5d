"""The grammar of time phrases: one pattern, one reading, one name each.

What is hard: the same word means a day, a stretch or nothing ("May", "the first since 2014"). The longest phrase that
starts first wins, so patterns may overlap freely; every one carries its preposition along.
"""

# ruff: noqa: E501 - a pattern is read as one line
from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.extract import dates_calendar as cal
from kg.extract import dates_readings as read
from kg.extract import dates_relative as relative
from kg.extract import dates_steps as steps
from kg.extract.dates_calendar import MONTH, WEEKDAY
from kg.extract.dates_pieces import AT, DAY, ENDS, FEW, HOUR, NEAR, OF_WEEK, PART, SINCE, SUN, TAIL, UNIT, YEAR, N
from kg.extract.dates_readings import Anchors, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.when import When


def _of(name: str, needs: Needs, pattern: str, reading: Callable[[re.Match[str], Anchors], When | None]) -> Rule:
    return Rule(name, needs, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE), reading)


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules; of two phrases that start and end together the earlier rule reads."""
    return (
        *_absolute(),
        *_from_publication(),
        *_from_acts(),
        _of(
            "since",
            Needs.PUBLISHED,
            rf"(?P<since>(?:ever )?since (?:(?:early|late) (?=on )|the )?)(?:{SINCE})",
            _since,
        ),
    )


def _since(match: re.Match[str], a: Anchors) -> When | None:
    """Read "since Monday": from that day to publication. "The worst since 2014" dates nothing."""
    if relative.record(match, a):
        return None
    inner = a.text[match.end("since") : match.end()]
    for phrase in (inner, f"in {inner}", f"the {inner}"):
        for rule in (*_absolute(), *_from_publication()):
            hit = rule.pattern.fullmatch(phrase)
            when = rule.read(hit, a) if hit and a.has(rule.needs) else None
            if when is not None:
                return cal.between(when.first, max(a.day, when.first))
    return None


@cache
def _absolute() -> tuple[Rule, ...]:
    nothing, published = Needs.NOTHING, Needs.PUBLISHED
    ranged = r"(?P<first>\d{1,2})(?:st|nd|rd|th)?(?:\s?[-‐‑–—/]\s?| (?:to|and|through|until|into) )(?:the )?"
    last = r"(?P<last>\d{1,2})(?:st|nd|rd|th)?"
    span = r"(?:from |between |overnight )?"
    year = r"(?:,? (?P<year>(?:19|20)\d\d))?"
    m2 = MONTH.replace("(?:", "(?:", 1)
    return (
        _of("iso", nothing, rf"{AT}(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)(?:T[\d:.]+Z?)?", read.iso),
        _of("dotted", nothing, rf"{AT}(?P<day>\d{{1,2}})\.(?P<m>\d{{1,2}})\.{YEAR}", read.iso),
        _of("slashed", nothing, rf"{AT}(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{YEAR}", read.slashed),
        _of("range.month-first", nothing, rf"{AT}{span}(?P<month>{MONTH}) {ranged}{last}{year}", read.day_range),
        _of("range.day-first", nothing, rf"{AT}{span}{ranged}{last}(?: of)? (?P<month>{MONTH}){year}", read.day_range),
        _of(
            "range.months",
            nothing,
            rf"{AT}{span}(?P<month>{MONTH}) (?P<first>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–—]\s?| (?:to|and|through|until) )(?P<month2>{m2}) {last}{year}",
            read.day_range,
        ),
        _of(
            "range.days-months",
            nothing,
            rf"{AT}{span}(?P<first>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{MONTH})(?:\s?[-–—]\s?| (?:to|and|until) )(?:the )?{last} (?P<month2>{m2}){year}",
            read.day_range,
        ),
        _of(
            "day-month-year",
            nothing,
            rf"{AT}{OF_WEEK}(?:the )?{DAY}(?: of)? (?P<month>{MONTH}),? {YEAR}",
            read.read_full,
        ),
        _of("month-day-year", nothing, rf"{AT}{OF_WEEK}(?P<month>{MONTH}) (?:the )?{DAY},? {YEAR}", read.read_full),
        _of(
            "named",
            nothing,
            r"(?:on |the )*(?P<named>9/11|Sept(?:ember|\.)? 11(?:th)? (?:terror(?:ist)? )?attacks?|(?:7 Oct(?:ober|\.)?|Oct(?:ober|\.)? 7(?:th)?) (?:terror(?:ist)? |Hamas |Hamas-led )?(?:attacks?|massacres?|assault|onslaught|atrocities)|Christmas (?:Day|Eve)|New Year['’]s (?:Day|Eve))",
            read.named,
        ),
        _of("day-month", published, rf"{AT}{OF_WEEK}(?:the )?{DAY}(?: of)? (?P<month>{MONTH})(?! \d)", read.month_day),
        _of(
            "month-day",
            published,
            rf"{AT}{OF_WEEK}(?P<month>{MONTH}) (?:the )?{DAY}(?!\d|,\d|:\d|%)",
            read.month_day,
        ),
        _of(
            "month-year",
            nothing,
            rf"(?:in |during |of |by |on |from |until |back in )?(?:the )?{PART}(?P<month>{MONTH})(?: of)?,? {YEAR}",
            read.month_year,
        ),
        _of(
            "years",
            nothing,
            r"(?:between|from|in|during)(?: the years?)? (?P<first>(?:19|20)\d\d)(?: (?:and|to|until)|\s?[-–—]) ?(?P<year>(?:19|20)\d\d)",
            read.years,
        ),
        _of("year", nothing, rf"(?:in|during|of|from|by|until|back in|the) {PART}{YEAR}(?!-\d|s)", read.read_year),
        _of(
            "season",
            nothing,
            rf"(?:in |during |over |of )?(?P<which>the|last|this|early|late)?(?: \w+ of)? ?(?P<season>spring|summer|autumn|fall|winter)(?: of)? {YEAR}",
            read.season,
        ),
    )


@cache
def _from_publication() -> tuple[Rule, ...]:
    p = Needs.PUBLISHED
    w = rf"(?P<weekday>{WEEKDAY})"
    return (
        _of(
            "overnight",
            p,
            r"(?:late )?overnight|(?:late |early |on )?last night|during the night|through(?:out)? the night",
            relative.overnight,
        ),
        _of(
            "overnight.into",
            p,
            rf"(?:on |in |overnight |late |from |between )*(?:the night (?:from |of |between )?)?(?P<evening>{WEEKDAY})(?: (?:night|evening))?(?: (?:in|on)?to| and into|\s?[-–/]) ?(?:the )?(?:early |early hours of |morning of )?{w}(?: morning)?",
            relative.night_into,
        ),
        _of("overnight.on", p, rf"overnight (?:on )?{w}", relative.night_of),
        _of("overnight.after", p, rf"(?:on )?{w} overnight", relative.night_of),
        _of("night.to", p, rf"(?:in |during )?the night (?:to|into|before) {w}", relative.night_into),
        _of("fortnight", p, r"(?:a|one) fortnight ago", relative.fortnight_ago),
        _of("half-year", p, r"half a year ago", relative.half_year_ago),
        _of(
            "year-said",
            p,
            rf"(?:on |in |by )?(?:the )?(?:{DAY} (?:of )?)?(?P<month>{MONTH}),? (?:of )?(?P<which>this|last) year",
            relative.year_said,
        ),
        _of(
            "week-of-month",
            Needs.NOTHING,
            rf"(?:in |during |over )?the (?P<which>first|second|third|fourth|last|final) week of (?P<month>{MONTH})(?:,? {YEAR})?",
            relative.week_of_month,
        ),
        _of("overnight.into-day", p, rf"overnight (?:in|on)?(?:to )?{w}", relative.night_into),
        _of(
            "weekdays",
            p,
            rf"(?:between|from|on) {w} (?:and|to|until|through) (?P<second>{WEEKDAY})",
            relative.weekday_range,
        ),
        _of(
            "weekday.last-week",
            p,
            rf"{AT}{w},?{TAIL} (?:of )?(?P<which>last|this|the previous|previous) week",
            relative.weekday_of_week,
        ),
        _of(
            "weekday",
            p,
            rf"{AT}(?:(?P<last>last|this past|past)|(?P<next>next|this coming|coming)|this)? ?{w}(?:['’]s)?{TAIL}(?!,? (?:the )?\d)",
            relative.read_weekday,
        ),
        _of(
            "today",
            p,
            rf"(?:early |late |later |earlier |on )?(?P<word>(?:the )?day before yesterday|yesterday|today|tomorrow|tonight|this (?:morning|afternoon|evening)|earlier in the day|later in the day){TAIL}",
            relative.today,
        ),
        _of(
            "week", p, r"(?:(?P<part>earlier|early|late|later) )?(?:in )?(?P<which>last|this|next) week", relative.week
        ),
        _of(
            "period",
            p,
            r"(?:in |at |by )?(?:(?P<part>earlier|early|late|later|mid|(?:the )?(?:end|start|beginning) of)[ -])?(?:in )?(?P<which>last|this|next) (?P<unit>month|year)",
            relative.period,
        ),
        _of(
            "weekend",
            p,
            r"(?:over |at |during |on |in )?(?:the |this )?(?P<last>last )?(?:past )?weekend",
            relative.weekend,
        ),
        _of(
            "past-stretch",
            p,
            rf"(?:in|over|during|within|for|throughout|across) the (?:past|last|previous|preceding) (?:{N} )?(?P<unit>hour|day|week|month|year)s?",
            relative.past_stretch,
        ),
        _of("ago", p, rf"{NEAR}{N} {UNIT} ago(?: today)?", relative.ago),
        _of("ago.vague", p, rf"{FEW}(?P<unit>minute|hour|day|week|month|year)s ago", relative.vaguely_ago),
        _of(
            "season.last",
            p,
            r"(?:in |during |over )?(?P<which>last|this)(?P<year>) (?P<season>spring|summer|autumn|fall|winter)",
            read.season,
        ),
        _of(
            "month",
            p,
            rf"(?:in|during|by|until|of|back in|throughout|(?P<last>last|this past)|(?:in |during |by |at |towards )?(?P<part>early|late|mid|the (?:start|beginning|end) of|(?:start|beginning|end) of)(?=[ -]))[ -](?P<month>{MONTH})(?! \d| the \d)",
            read.read_month,
        ),
        _of(
            "of-month",
            p,
            rf"{HOUR}on the (?:night of the |morning of the |evening of the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)(?! \w+ (?:day|anniversary))",
            relative.of_month,
        ),
    )


@cache
def _from_acts() -> tuple[Rule, ...]:
    event, previous = Needs.EVENT, Needs.PREVIOUS
    which = r"(?P<which>next|following|previous|preceding|same)"
    return (
        _of(
            "step.of",
            event,
            rf"{NEAR}{N} {UNIT} (?P<way>(?:after|before)(?!{ENDS})|following|prior to|ahead of)",
            steps.stepped,
        ),
        _of(
            "step",
            previous,
            rf"{NEAR}{N} {UNIT} (?P<way>later|earlier|afterwards?|beforehand|previously|(?:before|after)(?={ENDS}))",
            steps.stepped,
        ),
        _of(
            "step.vague-of",
            event,
            rf"{FEW}(?P<unit>minute|hour|day|week|month|year)s (?P<way>after|before|following)",
            steps.vaguely_stepped,
        ),
        _of(
            "step.vague",
            previous,
            rf"{FEW}(?P<unit>minute|hour|day|week|month|year)s (?P<way>later|earlier|afterwards?|beforehand)",
            steps.vaguely_stepped,
        ),
        _of(
            "step.shortly",
            previous,
            rf"(?:shortly|soon|immediately|moments)(?P<unit>) (?P<way>after(?:wards?)?|later|before(?:hand)?)(?! {SUN}\b)",
            steps.vaguely_stepped,
        ),
        _of(
            "neighbour",
            previous,
            rf"(?:on |in |early )?(?:the )?{which} (?:day|morning|night|evening|afternoon)",
            steps.neighbour,
        ),
        _of(
            "neighbour.that",
            previous,
            r"(?:later |earlier |on |early |late )*(?P<which>that) (?:day|morning|night|evening|afternoon)",
            steps.neighbour,
        ),
        _of(
            "neighbour.beside",
            previous,
            r"(?:on )?the (?P<which>day before|night before|day after(?=[.,;:!?)\"”]|\s*$))"
            r"(?! (?:yesterday|tomorrow|an?|the|its|their|his|her|two|three|four|five|six|at least)\b| (?-i:[A-Z]))",
            steps.neighbour,
        ),
        _of(
            "neighbour.weekday",
            previous,
            rf"(?:on )?the (?P<which>next|following|previous|preceding) (?P<weekday>{WEEKDAY})",
            steps.neighbour_weekday,
        ),
        _of(
            "neighbour.unit",
            previous,
            r"(?:in |during )?the (?P<which>next|following|previous|preceding|same) (?P<unit>week|month|year)",
            steps.neighbour_unit,
        ),
    )
