"""Filtering as a reader does it: with htmx, with Back and Forward, by keyboard, and without JavaScript."""

import re
from urllib.parse import unquote

from playwright.sync_api import Page, Request, expect

from tests.web.specimens import MEETING, SAID


def shown(page: Page) -> list[str]:
    return page.locator(".event-title").all_inner_texts()


def expect_query(page: Page, query: str) -> None:
    page.wait_for_url(lambda url: unquote(url.partition("?")[2]) == query)


def requests_of(page: Page) -> list[Request]:
    """The requests for data that the page makes from now on; the list grows."""
    seen: list[Request] = []
    page.on("request", lambda request: seen.append(request) if request.resource_type == "fetch" else None)
    return seen


def choose(page: Page, label: str) -> None:
    page.locator(".facet-row", has_text=label).first.get_by_role("checkbox").click()


def test_choosing_an_actor_swaps_list_facets_chips_and_count_in_one_answer(page: Page) -> None:
    page.goto("/timeline")
    seen = requests_of(page)
    choose(page, "崔天凯")
    expect(page.locator(".event")).to_have_count(1)
    assert shown(page) == ["崔天凯谈期待"]
    expect_query(page, "actor=崔天凯")
    expect(page.locator("#count")).to_have_text("1 个事件 · 1 处引文")
    expect(page.locator(".chip")).to_have_text("行为者：崔天凯 ×")
    expect(page.locator("#facet-type .facet-count").first).to_contain_text("1")
    assert [request.headers.get("hx-request-type") for request in seen] == ["partial"]


def test_back_and_forward_give_the_views_again(page: Page) -> None:
    page.goto("/timeline")
    choose(page, "崔天凯")
    expect(page.locator(".event")).to_have_count(1)
    choose(page, "拜登")
    expect(page.locator(".event")).to_have_count(2)
    page.go_back()
    expect(page.locator(".event")).to_have_count(1)
    expect(page.get_by_role("checkbox", name="拜登")).not_to_be_checked()
    expect_query(page, "actor=崔天凯")
    page.go_back()
    expect(page.locator(".event")).to_have_count(9)
    expect(page.get_by_role("checkbox", name="崔天凯")).not_to_be_checked()
    page.evaluate("history.go(2)")
    expect(page.locator(".event")).to_have_count(2)
    expect(page.get_by_role("checkbox", name="拜登")).to_be_checked()
    # The page that came back by htmx still works.
    page.locator(".chip", has_text="拜登").click()
    expect(page.locator(".event")).to_have_count(1)


STEPS = """async way => {
    for (let step = 0; step < 3; step++) {
        history.go(way);
        await new Promise(done => setTimeout(done, 15));
    }
}"""


def test_going_back_and_forward_faster_than_the_answers_come_loses_no_step(page: Page) -> None:
    page.goto("/timeline")
    for actor, query in (
        ("崔天凯", "actor=崔天凯"),
        ("拜登", "actor=崔天凯&actor=拜登"),
        ("美国", "actor=崔天凯&actor=拜登&actor=美国"),
    ):
        choose(page, actor)
        expect_query(page, query)
    for _ in range(2):
        page.evaluate(STEPS, -1)
        expect(page.locator(".event")).to_have_count(9)
        page.evaluate(STEPS, 1)
        expect(page.locator(".event")).to_have_count(3)
        expect_query(page, "actor=崔天凯&actor=拜登&actor=美国")


def test_back_from_an_event_gives_the_filtered_list(page: Page) -> None:
    page.goto("/timeline")
    choose(page, "崔天凯")
    expect(page.locator(".event")).to_have_count(1)
    page.get_by_role("link", name="崔天凯谈期待").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("崔天凯谈期待")
    page.go_back()
    expect(page.locator(".event")).to_have_count(1)
    expect(page.locator(".site-header")).to_have_count(1)


def test_reload_and_a_shared_link_give_the_same_view(page: Page) -> None:
    page.goto("/timeline")
    choose(page, "拜登")
    expect(page.locator(".event")).to_have_count(1)
    page.reload()
    expect(page.locator(".event")).to_have_count(1)
    other = page.context.new_page()
    other.goto(page.url)
    assert shown(other) == shown(page) == [MEETING.title]


def test_a_chip_takes_its_condition_back_and_the_box_follows(page: Page) -> None:
    page.goto("/timeline?actor=崔天凯")
    box = page.get_by_role("checkbox", name="崔天凯")
    box.click()
    expect(page.locator(".event")).to_have_count(9)
    box.click()
    expect(page.locator(".event")).to_have_count(1)
    page.locator(".chip").click()
    expect(page.locator(".event")).to_have_count(9)
    expect(box).not_to_be_checked()
    expect(page.locator("#count")).to_be_focused()


def test_excluding_and_taking_it_back(page: Page) -> None:
    page.goto("/timeline")
    page.get_by_role("link", name="排除会晤磋商").click()
    expect(page.locator(".event")).to_have_count(3)
    expect(page.locator(".chip")).to_have_text("不含类型：会晤磋商 ×")
    # What is excluded stays so when something else is chosen.
    choose(page, "崔天凯")
    expect(page.locator(".event")).to_have_count(1)
    expect_query(page, "actor=崔天凯&type.not=CONSULT")
    page.get_by_role("link", name="不再排除会晤磋商").click()
    expect_query(page, "actor=崔天凯")


def test_the_focus_stays_on_the_box_that_was_ticked(page: Page) -> None:
    page.goto("/timeline")
    box = page.get_by_role("checkbox", name="拜登")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator(".event")).to_have_count(1)
    expect(box).to_be_focused()


def test_what_was_unfolded_stays_unfolded_over_a_swap(page: Page) -> None:
    page.goto("/timeline")
    page.locator("#facet-source > summary").click()
    page.locator("#facet-topic > summary").click()
    event = page.locator(f"#event-{SAID.key}")
    event.get_by_text("全部引文与日期由来").click()
    expect(event.locator(".told")).to_have_count(1)
    choose(page, "崔天凯")
    expect(page.locator(".event")).to_have_count(1)
    expect(page.locator("#facet-source")).to_have_attribute("open", "")
    assert page.locator("#facet-topic").get_attribute("open") is None
    expect(event.locator(".told")).to_be_visible()


def test_a_date_range_narrows_the_list(page: Page) -> None:
    page.goto("/timeline")
    page.get_by_label("从", exact=True).fill("2021-04-01")
    expect(page.locator(".event").first).to_contain_text("线上会谈")
    page.get_by_label("到", exact=True).fill("2021-04-30")
    expect(page.locator(".event")).to_have_count(1)
    expect_query(page, "from=2021-04&to=2021-04")


def test_typing_replaces_the_entry_of_the_history_and_choosing_adds_one(page: Page) -> None:
    page.goto("/timeline")
    before = page.evaluate("history.length")
    page.locator("#q").press_sequentially("制裁", delay=20)
    expect(page.locator(".event")).to_have_count(2)
    page.locator("#q").press_sequentially("24")
    expect(page.locator("#count")).to_contain_text("2 个事件")
    expect(page).to_have_url(re.compile(r"q=%E5%88%B6%E8%A3%8124"))
    assert page.evaluate("history.length") == before
    choose(page, "制裁与中止")
    expect(page.locator(".event")).to_have_count(1)
    assert page.evaluate("history.length") == before + 1


def test_a_composed_word_is_sent_once_when_it_is_finished(page: Page) -> None:
    page.goto("/timeline")
    seen = requests_of(page)
    page.locator("#q").focus()
    keyboard = page.context.new_cdp_session(page)
    for part in ("z", "zh", "zhi", "zhic", "zhicai"):
        keyboard.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
        # Longer than the delay after which typing is sent.
        page.wait_for_timeout(300)
    assert seen == []
    keyboard.send("Input.insertText", {"text": "制裁"})
    expect(page.locator(".event")).to_have_count(2)
    # Leaving the box must not send it again.
    page.locator("#count").focus()
    page.wait_for_timeout(400)
    assert [unquote(request.url).partition("q=")[2].partition("&")[0] for request in seen] == ["制裁"]


def test_searching_inside_a_facet_finds_what_is_folded_away(page: Page, long_address: str) -> None:
    page.goto(f"{long_address}/timeline")
    rows = page.locator("#facet-actor .facet-row:visible")
    expect(rows).to_have_count(8)
    find = page.get_by_label("在行为者中查找")
    find.fill("Cui")
    expect(rows).to_have_count(1)
    # Other scripts are the server's: it is asked once typing stops, and its answer takes nothing from the box.
    find.fill("崔天凱")
    expect(page.locator("#facet-actor .facet-none")).to_be_visible()
    expect(rows).to_have_count(1)
    expect(find).to_be_focused()
    assert page.url.endswith("/timeline")
    find.fill("崔")
    choose(page, "崔天凯")
    expect(page.locator(".event")).to_have_count(1)
    # Still searching: the swap brought rows that do not match.
    expect(rows).to_have_count(1)


def test_the_next_page_and_back(page: Page, long_address: str) -> None:
    page.goto(f"{long_address}/timeline")
    first = shown(page)
    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".event")).to_have_count(19)
    page.get_by_role("link", name="上一页").click()
    expect(page.locator(".event")).to_have_count(50)
    assert shown(page) == first


def test_undated_events_can_be_seen_alone(page: Page) -> None:
    page.goto("/timeline")
    page.get_by_role("checkbox", name="只看年份未定的").click()
    expect(page.locator(".event")).to_have_count(1)
    expect(page.locator(".month-name")).to_contain_text("年份未定")
    expect_query(page, "undated=1")


def test_walking_and_opening_by_keys(page: Page) -> None:
    page.goto("/timeline")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(".event-title a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("两国通话")
    page.keyboard.press("s")
    expect(page).to_have_url(re.compile(r"/documents/\w+#mention-\w+"))


def test_keys_are_off_where_one_types(page: Page) -> None:
    page.goto("/timeline")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("j?s")
    expect(page.locator("#q")).to_have_value("j?s")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).not_to_be_focused()


def test_the_keys_explain_themselves_and_can_be_switched_off(page: Page) -> None:
    page.goto("/timeline")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.get_by_label("使用单键快捷键").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_hidden()


def test_a_failed_answer_never_lands_in_the_list(context, address: str) -> None:
    page = context.new_page()
    page.goto("/timeline")
    page.route("**/timeline?*", lambda route: route.fulfill(status=500, body="<h1>boom</h1>", content_type="text/html"))
    choose(page, "崔天凯")
    expect(page.get_by_role("heading", name="boom")).to_be_visible()
    assert page.locator("#explorer").count() == 0


def test_a_lost_connection_is_said(context) -> None:
    page = context.new_page()
    page.goto("/timeline")
    page.route("**/timeline?*", lambda route: route.abort())
    choose(page, "崔天凯")
    expect(page.locator("#failure")).to_contain_text("没有连上服务器")
    expect(page.locator(".event")).to_have_count(9)


def test_everything_works_without_javascript(plain_page: Page) -> None:
    page = plain_page
    page.goto("/timeline")
    page.get_by_role("checkbox", name="崔天凯").check()
    page.get_by_role("button", name="应用筛选").click()
    assert shown(page) == ["崔天凯谈期待"]
    page.locator(".chip").click()
    assert len(shown(page)) == 9
    page.get_by_role("link", name="排除会晤磋商").click()
    assert len(shown(page)) == 3
    page.locator("#q").fill("制裁")
    page.get_by_role("button", name="搜索").click()
    assert sorted(shown(page)) == ["美国制裁24名官员", "美国宣布制裁"]
    page.get_by_text("全部引文与日期由来").first.click()
    page.get_by_role("link", name="打开事件，看全部引文").first.click()
    expect(page.locator(".told")).to_have_count(1)


def test_on_a_phone_the_filters_fold_away(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/timeline")
    box = page.get_by_role("checkbox", name="崔天凯")
    expect(box).to_be_hidden()
    page.locator(".filter-toggle").click()
    box.click()
    expect(page.locator(".event")).to_have_count(1)
    expect(page.locator("#filter-panel")).to_have_attribute("open", "")
    expect(page.locator(".filter-toggle .badge")).to_contain_text("1")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_more_events_below_and_the_focus_on_the_first_of_them(page: Page, long_address: str) -> None:
    page.goto(f"{long_address}/timeline")
    fifty = shown(page)
    page.get_by_role("link", name="再显示 50 个").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".event")).to_have_count(69)
    assert shown(page)[:50] == fifty
    expect(page.locator(".event-title a").nth(50)).to_be_focused()
    expect_query(page, "rows=100")
    page.reload()
    expect(page.locator(".event")).to_have_count(69)
    page.go_back()
    expect(page.locator(".event")).to_have_count(50)


def test_order_and_amount_are_chosen_and_part_of_the_address(page: Page) -> None:
    page.goto("/timeline")
    oldest = shown(page)[0]
    page.get_by_role("link", name="最新在前").click()
    expect(page.locator(".event-title").first).not_to_have_text(oldest)
    expect_query(page, "sort=newest")
    page.get_by_role("link", name="全部 9").click()
    expect_query(page, "show=all&sort=newest")
    expect(page.locator("#show-all")).to_have_attribute("aria-current", "true")


def test_all_of_the_actors_or_any_and_a_country_with_its_people(page: Page) -> None:
    page.goto("/timeline?actor=美国&actor=拜登")
    expect(page.locator(".event")).to_have_count(2)
    page.get_by_label("须全部参与").check()
    expect(page.locator(".event")).to_have_count(1)
    page.get_by_label("须全部参与").uncheck()
    expect(page.locator(".event")).to_have_count(2)
    page.goto("/timeline?actor=中国")
    expect(page.locator(".event")).to_have_count(0)
    page.goto("/timeline?actor.people=1")
    choose(page, "中国")
    expect(page.locator(".event")).to_have_count(1)
    expect_query(page, "actor=中国&actor.people=1")


def test_facets_by_key_alone(page: Page) -> None:
    page.goto("/timeline")
    page.keyboard.press("f")
    first = page.locator("#facet-actor .facet-row").first
    expect(first.get_by_role("checkbox")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".chip")).to_have_count(1)
    expect(first.get_by_role("checkbox")).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator(".chip-not")).to_have_count(1)


def test_what_was_known_on_a_day(page: Page) -> None:
    page.goto("/timeline")
    page.get_by_label("所知截至").fill("2021-03-17")
    expect(page.locator(".event")).to_have_count(0)
    expect(page.locator(".empty")).to_contain_text("截至 2021-03-17 所知")
    page.get_by_label("所知截至").fill("2021-03-18")
    expect(page.locator(".notices")).to_contain_text("只用")
    expect_query(page, "known=2021-03-18")


def test_a_view_is_kept_in_the_browser_and_let_go(page: Page) -> None:
    page.goto("/timeline")
    choose(page, "崔天凯")
    expect(page.locator(".event")).to_have_count(1)
    page.get_by_label("给当前视图起个名字").fill("大使")
    page.keyboard.press("Enter")
    kept = page.locator("#saved-views li")
    expect(kept).to_have_count(1)
    page.goto("/timeline")
    kept.get_by_role("link", name="大使", exact=True).click()
    expect_query(page, "actor=崔天凯")
    expect(page.locator(".event")).to_have_count(1)
    href = kept.get_by_role("link", name="订阅 大使").get_attribute("href")
    assert "<title>崔天凯谈期待</title>" in page.request.get(href or "").text()
    kept.get_by_role("button", name="删去 大使").click()
    expect(kept).to_have_count(0)


def test_ten_steps_back_and_forward(page: Page) -> None:
    page.goto("/timeline")
    queries = [""]
    for step in range(10):
        page.locator("#facet-actor .facet-row").nth(step % 3).locator(".facet-choice").click()
        page.wait_for_function("was => location.search !== was", arg=f"?{queries[-1]}" if queries[-1] else "")
        queries.append(page.evaluate("location.search.slice(1)"))
    for query in reversed(queries[:-1]):
        page.go_back()
        page.wait_for_function("query => location.search.slice(1) === query", arg=query)
    expect(page.locator(".event")).to_have_count(9)
    for query in queries[1:]:
        page.go_forward()
        page.wait_for_function("query => location.search.slice(1) === query", arg=query)
    expect(page.locator(".chip")).to_have_count(queries[-1].count("actor"))


def test_without_javascript_facets_are_searched_and_the_page_grows(browser, long_address: str) -> None:
    context = browser.new_context(base_url=long_address, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto("/timeline")
    page.get_by_label("在行为者中查找").fill("崔天凱")
    page.get_by_role("button", name="应用筛选").click()
    expect(page.locator("#facet-actor .facet-row")).to_have_count(1)
    page.get_by_role("link", name="再显示 50 个").click()
    expect(page.locator(".event")).to_have_count(69)
    page.get_by_label("所知截至").fill("2021-03-18")
    page.get_by_label("国家含其人员机构").check()
    page.get_by_role("button", name="应用筛选").click()
    expect(page.locator(".notices")).to_contain_text("只用")
    expect(page.locator(".saved")).to_be_hidden()
    context.close()


def test_on_a_phone_the_filters_come_up_as_a_sheet_and_go(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/timeline")
    page.locator(".filter-toggle").click()
    box = page.locator("#filter-panel").bounding_box()
    assert box and box["y"] + box["height"] == 844 and box["height"] <= 844 * 0.86
    choose(page, "崔天凯")
    page.get_by_role("button", name="看 1 个事件").click()
    expect(page.locator("#filter-panel")).not_to_have_attribute("open", "")
    expect(page.locator("#count")).to_be_focused()


def test_on_paper_the_conditions_head_the_list_and_addresses_are_shown(page: Page) -> None:
    page.goto("/timeline?actor=崔天凯")
    page.emulate_media(media="print")
    expect(page.locator(".print-caption")).to_contain_text("行为者：崔天凯")
    expect(page.locator(".print-address")).to_have_text(re.compile(r"^http://127.0.0.1:\d+/timeline\?actor="))
    expect(page.locator("#filter-panel")).to_be_hidden()
    address = page.locator(".event-title a").first.evaluate("link => getComputedStyle(link, '::after').content")
    assert "/events/" in address


def test_waiting_is_shown_at_once_and_moves_nothing(context) -> None:
    page = context.new_page()
    page.goto("/timeline")
    page.evaluate(
        """() => {
            window.moved = 0;
            new PerformanceObserver(list => list.getEntries().forEach(each => { window.moved += each.value; }))
                .observe({ type: "layout-shift", buffered: true });
        }"""
    )

    def late(route):
        page.wait_for_timeout(600)
        route.continue_()

    page.route("**/timeline?*", late)
    box = page.get_by_role("checkbox", name="崔天凯")
    box.evaluate("box => { box.click(); }")
    shown_after = page.evaluate(
        """() => new Promise(done => {
            const start = performance.now();
            const look = () => getComputedStyle(document.querySelector(".results")).opacity < 1
                ? done(performance.now() - start) : requestAnimationFrame(look);
            look();
        })"""
    )
    assert shown_after < 100
    assert page.evaluate("window.moved") < 0.02
    expect(page.locator(".event")).to_have_count(1)


def test_nothing_is_asked_while_a_name_is_composed_in_a_facet(page: Page, long_address: str) -> None:
    page.goto(f"{long_address}/timeline")
    seen = requests_of(page)
    page.get_by_label("在行为者中查找").focus()
    keyboard = page.context.new_cdp_session(page)
    for part in ("c", "cu", "cui"):
        keyboard.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
        page.wait_for_timeout(400)
    assert seen == []
    keyboard.send("Input.insertText", {"text": "崔"})
    expect(page.locator("#facet-actor .facet-row:visible")).to_have_count(1)
    expect(page.locator("#facet-actor .facet-row")).to_have_count(1)
    assert len(seen) == 1


def test_a_whole_way_by_key_alone(page: Page) -> None:
    page.goto("/timeline")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("制裁")
    expect(page.locator(".event")).to_have_count(2)
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    page.keyboard.press("x")
    expect(page.locator(".chip-not")).to_have_count(1)
    page.locator("#count").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".chip").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_have_value("")
    # The next chip has moved up into its place.
    expect(page.locator(".chip").first).to_be_focused()
    page.keyboard.press("2")
    expect(page.locator("#view-lanes")).to_have_attribute("aria-current", "true")
    page.keyboard.press("1")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    expect(page.locator(".event").first).to_be_visible()


def test_a_whole_way_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/timeline")
    page.locator("#q").fill("Biden")
    expect(page.locator(".event")).to_have_count(1)
    expect(page.locator(".event-hits")).to_contain_text("别名")
    page.locator("#q").fill("")
    expect(page.locator(".event")).to_have_count(9)
    page.get_by_role("link", name="最新在前").click()
    expect(page.locator("#sort-newest")).to_have_attribute("aria-current", "true")
    page.locator(".filter-toggle").click()
    page.get_by_label("所知截至").fill("2021-03-18")
    expect(page.locator(".sheet-close")).not_to_have_text("看 9 个事件")
    page.locator(".sheet-close").click()
    expect(page.locator(".notices")).to_contain_text("只用")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
