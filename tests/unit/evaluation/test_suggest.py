"""Suggested weights: offered where a factor tells what comes, not where nothing does, and blind to what came later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from kam_analytics.evaluation.lesson import Lesson
from kam_analytics.evaluation.suggest import LEAST_GAIN, Course, suggest, told
from kam_analytics.evaluation.types import Suggestion
from kam_analytics.i18n import say
from kam_analytics.scoring import PURPOSES, WeightSet, balanced, checked
from tests.support.lessons import HORIZON, LAST, MONEY, NAMES, course

LEVEL = ("account_potential", "value")


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Small products take longer on several threads than on one, much longer where others want the machine."""
    with threadpool_limits(1):
        yield


def found(lessons: Course, purpose: str = "potential") -> Suggestion:
    return suggest(purpose, balanced(purpose).factors, lessons, money=MONEY)


@pytest.fixture(scope="module")
def plain() -> Course:
    return course(3, 1000)


@pytest.fixture(scope="module")
def taught() -> Course:
    return course(3, 1500, told=0.5)


def with_factor(lessons: Course, name: str, value: str) -> Course:
    """Return the lessons with a factor that is what comes: next revenue, or growth of the company and not of twins."""

    def one(lesson: Lesson, told: np.ndarray) -> Lesson:
        parts = lesson.parts.copy()
        parts[:, NAMES.index(name)] = np.log(1.5) * (2 * told.argsort().argsort() / (len(told) - 1) - 1)
        return replace(lesson, parts=parts)

    real = [one(each, getattr(each.period, value) if value == "growth" else each.period.ahead.revenue)
            for each in lessons.real]  # fmt: skip
    return replace(lessons, real=real)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_factor_that_is_what_comes_gets_more_importance_and_is_offered(plain: Course, purpose: str) -> None:
    known = with_factor(plain, "logo", "growth" if purpose == "potential" else "revenue")
    one = found(known, purpose)
    assert one.offered
    assert one.suggested["logo"] > one.current["logo"]
    assert one.gain.low > 0
    assert one.gain.value >= LEAST_GAIN[one.metric]
    assert one.after - one.before == pytest.approx(one.gain.value)
    assert one.beside_after > one.beside_before
    assert checked(purpose, one.suggested, list(one.current)) == one.suggested
    assert one.suggested[MONEY] == one.current[MONEY]


def test_what_a_factor_is_worth_is_what_it_gets(taught: Course) -> None:
    # worth 0.5 of a log at its end, and importance 10 is ln 1.5 = 0.41
    assert found(taught, "account_potential").suggested["fit"] == 10
    weaker = found(course(3, 4000, told=0.2), "account_potential")
    assert weaker.suggested["fit"] == pytest.approx(10 * 0.2 / np.log(1.5), abs=1.5)


def test_growth_is_learned_where_twins_do_not_show_it(taught: Course) -> None:
    one = found(taught)
    assert one.offered
    assert one.suggested["fit"] == max(one.suggested.values()) == max(one.current.values())
    same = [Course(HORIZON, taught.dates, taught.real, [taught.real] * 3)]
    assert not found(same[0]).offered, "what twins show as well is no evidence"


def test_weights_that_only_show_less_on_the_twins_are_not_offered(plain: Course) -> None:
    def shown(twin: Lesson) -> Lesson:
        parts = twin.parts.copy()
        parts[:, NAMES.index("growth_potential")] = np.clip(0.2 * twin.period.growth, -0.4, 0.4)
        return replace(twin, parts=parts)

    one = found(replace(plain, twins=[[*map(shown, twin)] for twin in plain.twins]))
    assert one.suggested["growth_potential"] < one.current["growth_potential"]
    assert one.gain.low > 0
    assert one.gain.value > LEAST_GAIN["excess"]
    assert one.code == "twins"
    assert "by showing less on the twins" in say(told(one)[0], **told(one)[1])


def nulls(seeds: int) -> Iterator[Course]:
    yield from (course(seed, 1000) for seed in range(seeds))


def test_where_nothing_tells_nothing_is_offered_but_by_the_chance_allowed() -> None:
    offers = dict.fromkeys(PURPOSES, 0)
    for lessons in nulls(40):
        for purpose in PURPOSES:
            offers[purpose] += found(lessons, purpose).offered
    assert max(offers.values()) <= 2, offers


@pytest.mark.parametrize("purpose", PURPOSES)
def test_nothing_is_learned_from_windows_that_had_not_closed(taught: Course, purpose: str) -> None:
    between = replace_date(taught.real[-2], 91)
    dates = [*taught.dates[:-1], between.period.cutoff, LAST]
    twins = [[*twin[:-1], replace_date(twin[-2], 91), twin[-1]] for twin in taught.twins]
    whole = replace(taught, real=[*taught.real[:-1], between, taught.real[-1]], dates=dates, twins=twins)
    poisoned = replace(
        whole,
        real=[*whole.real[:-2], *map(poison, whole.real[-2:])],
        twins=[[*twin[:-2], *map(poison, twin[-2:])] for twin in whole.twins],
    )
    one, other = found(whole, purpose), found(poisoned, purpose)
    assert one.trained_on == other.trained_on == tuple(taught.dates[:3])
    assert one.suggested == other.suggested == found(taught, purpose).suggested
    assert one.suggested != one.current
    assert one.after != other.after, "the poison is seen by the judge"


def replace_date(lesson: Lesson, back: int) -> Lesson:
    return replace(lesson, period=replace(lesson.period, cutoff=LAST.fromordinal(LAST.toordinal() - back)))


def poison(lesson: Lesson) -> Lesson:
    """Return a lesson whose outcomes are dealt to other accounts and a thousand times as large."""
    ahead = lesson.period.ahead
    halves = tuple(1000.0 * half[::-1] for half in ahead.halves)
    false = replace(ahead, revenue=halves[0] + halves[1], halves=halves, bought=ahead.bought[::-1])  # type: ignore[arg-type]
    return replace(lesson, period=replace(lesson.period, ahead=false))


def test_a_window_that_closes_a_day_late_is_no_lesson(taught: Course) -> None:
    early = [replace_date(lesson, HORIZON - 1) for lesson in taught.real[-2:-1]]
    late = replace(taught, dates=[early[0].period.cutoff, LAST], real=[*early, taught.real[-1]],
                   twins=[[replace_date(twin[-2], HORIZON - 1), twin[-1]] for twin in taught.twins])  # fmt: skip
    assert late.before == []
    assert replace(late, real=[replace_date(early[0], HORIZON), taught.real[-1]]).before == [0]


def test_factors_that_told_nobody_apart_keep_their_importance(plain: Course) -> None:
    def without(lesson: Lesson) -> Lesson:
        parts = lesson.parts.copy()
        parts[:, NAMES.index("effort")] = np.nan
        parts[:, NAMES.index("fit")] = 0.1
        return replace(lesson, parts=parts)

    one = found(replace(plain, real=[*map(without, plain.real)]), "account_potential")
    assert one.kept == ("effort", "fit")
    assert [one.suggested[name] for name in one.kept] == [one.current[name] for name in one.kept]
    assert one.suggested != one.current


def test_a_factor_that_nobody_weighs_yet_can_be_suggested(taught: Course) -> None:
    factors = {name: one for name, one in balanced("account_potential").factors.items() if name != "fit"}
    one = suggest("account_potential", factors, taught, money=MONEY)
    assert one.current == factors | {"fit": 0}
    assert one.suggested["fit"] == 10


def test_too_little_to_learn_from_says_so(plain: Course) -> None:
    short = found(Course(91, [], [], []))
    assert (short.code, short.offered, short.suggested) == ("too_little_history", False, short.current)
    assert say(told(short)[0], **told(short)[1]).endswith("3 months ahead this takes 9 months of history.")
    few = course(1, 199)
    assert found(few).code == "too_few_accounts"
    assert "fewer than 200 accounts" in say(told(found(few))[0], **told(found(few))[1])
    lost = Course(HORIZON, plain.dates, [], [[], [], []])
    assert found(lost).code == "too_few_accounts", "dates were there, and could not be measured"


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_outcome_has_its_sentence(taught: Course, purpose: str) -> None:
    one = found(taught, purpose)
    for code in ("offered", "chance", "small", "unchanged", "not_measured"):
        text = say(told(replace(one, code=code))[0], **told(replace(one, code=code))[1])  # type: ignore[arg-type]
        assert "27 Jun 2025" in text
        assert "6 months" in text
        assert text.startswith("Nothing suggested: ") == (code != "offered")


def test_the_same_lessons_give_the_same_suggestion_and_the_order_of_factors_does_not_matter(taught: Course) -> None:
    one = found(taught)
    assert repr(found(taught)) == repr(one)
    turned = [replace(lesson, names=NAMES[::-1], parts=lesson.parts[:, ::-1]) for lesson in taught.real]
    twins = [[replace(each, names=NAMES[::-1], parts=each.parts[:, ::-1]) for each in twin] for twin in taught.twins]
    assert found(replace(taught, real=turned, twins=twins)).suggested == one.suggested


def test_money_without_importance_stays_out(taught: Course) -> None:
    factors = balanced("account_potential").factors | {MONEY: 0}
    one = suggest("account_potential", factors, taught, money=MONEY)
    assert one.suggested[MONEY] == 0
    assert max(one.suggested.values()) == max(factors.values())
    assert WeightSet("account_potential", "x", 1, one.suggested).exponent == 0
