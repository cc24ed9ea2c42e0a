//! Places on screen and places in the text are the same places, in every script.

#[cfg(test)]
mod in_every_script {
    use egui::{Context, Id, Pos2, RawInput, Rect, pos2, vec2};
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    use super::super::flow::Flow;
    use super::super::motion::{self, Step};
    use super::super::{Marks, Reader, ReadingState};
    use crate::model::Text;
    use crate::ui::shape::{Caret, Line, count};

    /// An article for each script, long enough for several lines.
    const SCRIPTS: &[(&str, &str)] = &[
        ("next to nothing", " \u{5b0}b\u{2069}"),
        (
            "Latin",
            "The parties will cease fire within forty-eight hours, affirm the five flags of the office, and withdraw.",
        ),
        (
            "Latin, decomposed",
            "Le cessez-le-feu de\u{301}cide\u{301} a\u{300} Gene\u{300}ve entrera en vigueur a\u{300} minuit, e\u{301}ventuellement.",
        ),
        ("Cyrillic", "Стороны договорились о прекращении огня в течение сорока восьми часов и об обмене пленными."),
        (
            "Chinese and Japanese",
            "双方同意在四十八小时内停火，并交换所有战俘。停戦は四十八時間以内に発効し、捕虜は全員交換される。",
        ),
        ("Hangul", "양측은 사십팔 시간 안에 휴전하고 모든 포로를 교환하기로 합의하였다."),
        ("Hebrew", "הצדדים הסכימו להפסקת אש בתוך 48 שעות (סעיף 12) ולחילופי שבויים בין שתי המדינות."),
        ("Hebrew with vowels", "שָׁלוֹם עַל יִשְׂרָאֵל וְעַל כׇּל הָעַמִּים בְּתוֹךְ אַרְבָּעִים וּשְׁמוֹנֶה שָׁעוֹת"),
        ("Arabic", "اتفق الطرفان على وقف إطلاق النار خلال 48 ساعة، وعلى الانسحاب الكامل لا لاحقاً، وتبادل الأسرى."),
        ("mixed", "The spokesman said: «וקף אש» means وقف إطلاق النار, or 停火, within 48 hours (before 1 May)."),
        (
            "mixed, from right to left",
            "אמר הדובר: the ceasefire (article 12) begins at 18:00 ויהיה בתוקף until the 停火 ends.",
        ),
        ("Devanagari", "दोनों पक्ष अड़तालीस घंटे के भीतर युद्धविराम और सभी कैदियों की अदला-बदली पर सहमत हुए।"),
        ("Thai", "ทั้งสองฝ่ายตกลงที่จะหยุดยิงภายในสี่สิบแปดชั่วโมง และแลกเปลี่ยนเชลยศึกทั้งหมด"),
        ("emoji", "Agreed 👩‍👩‍👧‍👦 by all 🇺🇦🇫🇷 of them 👍🏽, and then 🏳️‍🌈 again ✌️ until the end 😀😀."),
        (
            "steered",
            "A name \u{2068}שלום\u{2069} within \u{202b}a sentence\u{202c} of the program, soft\u{ad}hyphen and zero\u{200b}width.",
        ),
        (
            "several paragraphs",
            "A heading\n\nThe first paragraph says more than that.\r\nשורה שנייה בעברית.\n\n\nוקף אש 停火 the last one.\n",
        ),
    ];

    fn with(fonts: impl FnOnce(&Context), test: impl FnOnce(&Context)) {
        let ctx = Context::default();
        fonts(&ctx);
        let mut test = Some(test);
        let input =
            RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(800.0, 600.0))), ..RawInput::default() };
        let mut output = ctx.run_ui(input, |ui| {
            if let Some(test) = test.take() {
                test(ui.ctx());
            }
        });
        output.textures_delta.clear();
    }

    fn in_window(test: impl FnOnce(&Context)) {
        with(crate::ui::theme::install, test);
    }

    fn flow(ctx: &Context, text: &str, width: f32) -> Flow {
        let mut flow = Flow::default();
        flow.update(ctx, &Text::from(text), width);
        flow.lay_around(ctx, 0, 0.0, f32::INFINITY);
        flow
    }

    /// Every line with the height of its middle and the first character of its paragraph.
    fn lines(ctx: &Context, flow: &mut Flow) -> Vec<(Line, f32, u32)> {
        let mut found = Vec::new();
        for paragraph in 0..flow.len() {
            let (top, start) = (flow.text_top(paragraph), flow.chars(paragraph).start);
            let laid = flow.laid(ctx, paragraph).unwrap();
            found.extend(laid.lines.iter().map(|line| (line.clone(), top + line.top + line.height / 2.0, start)));
        }
        found
    }

    fn check_places(ctx: &Context, name: &str, text: &str, width: f32) {
        let mut flow = flow(ctx, text, width);
        let chars: Vec<char> = text.chars().collect();
        let mut reached = vec![false; chars.len()];
        for (line, y, start) in lines(ctx, &mut flow) {
            let mut at: Vec<_> = line.clusters.iter().map(|cluster| (cluster.start, cluster.end)).collect();
            at.sort_unstable();
            assert_eq!(
                at.first().map(|it| it.0),
                Some(line.chars.start),
                "{name}: a line begins with its first character"
            );
            assert_eq!(at.last().map(|it| it.1), Some(line.chars.end), "{name}: and ends with its last");
            assert!(
                at.windows(2).all(|pair| pair[0].1 == pair[1].0),
                "{name}: no character is left out or there twice: {at:?}"
            );
            for pair in line.clusters.windows(2) {
                assert!((pair[0].right - pair[1].left).abs() < 0.01, "{name}: clusters stand side by side");
            }
            for cluster in &line.clusters {
                (cluster.start..cluster.end).for_each(|char| reached[(start + char) as usize] = true);
                if cluster.right <= cluster.left {
                    continue;
                }
                let quarter = (cluster.right - cluster.left) / 4.0;
                let (first, last) = if cluster.is_right_to_left {
                    (cluster.right - quarter, cluster.left + quarter)
                } else {
                    (cluster.left + quarter, cluster.right - quarter)
                };
                let words: String =
                    chars[(start + cluster.start) as usize..(start + cluster.end) as usize].iter().collect();
                let hit = |flow: &mut Flow, x| flow.caret_at(ctx, pos2(x, y)).unwrap();
                assert_eq!(hit(&mut flow, first).at, start + cluster.start, "{name}: before “{words}”");
                assert_eq!(hit(&mut flow, last).at, start + cluster.end, "{name}: behind “{words}”");
                let before = flow.rect_of(ctx, Caret::before(start + cluster.start)).unwrap();
                let edge = if cluster.is_right_to_left { cluster.right } else { cluster.left };
                assert!((before.min.x - edge).abs() < 0.01, "{name}: the caret before “{words}” stands at its edge");
                assert!(before.y_range().contains(y), "{name}: on its line");
            }
        }
        let lost: String = chars.iter().zip(&reached).filter(|(_, is)| !**is).map(|(c, _)| c).collect();
        assert!(lost.trim().is_empty(), "{name}: these cannot be reached: {lost:?}");
    }

    /// If this fails, a quotation that is selected with the mouse is other words than those that were under it.
    #[test]
    fn a_click_on_a_character_is_a_click_on_that_character_in_every_script() {
        in_window(|ctx| {
            for (name, text) in SCRIPTS {
                for width in [60.0, 240.0, 2000.0] {
                    check_places(ctx, name, text, width);
                }
            }
        });
    }

    /// The same with real letters, where the machine has fonts for them: joined letters, ligatures, marks on letters.
    #[test]
    fn the_same_with_the_fonts_of_the_system() {
        const FONTS: &[&str] = &[
            "truetype/noto/NotoSansHebrew-Regular.ttf",
            "truetype/noto/NotoSansArabic-Regular.ttf",
            "truetype/noto/NotoSansDevanagari-Regular.ttf",
            "truetype/noto/NotoSansThai-Regular.ttf",
            "truetype/noto/NotoSansTamil-Regular.ttf",
            "opentype/noto/NotoSansCJK-Regular.ttc",
        ];
        let install = |ctx: &Context| {
            crate::ui::theme::install(ctx);
            for name in FONTS {
                if let Ok(bytes) = std::fs::read(format!("/usr/share/fonts/{name}")) {
                    let families =
                        [egui::FontFamily::Proportional].map(|family| egui::epaint::text::InsertFontFamily {
                            family,
                            priority: egui::epaint::text::FontPriority::Lowest,
                        });
                    ctx.add_font(egui::epaint::text::FontInsert::new(
                        name,
                        egui::FontData::from_owned(bytes),
                        families.to_vec(),
                    ));
                }
            }
        };
        with(install, |ctx| {
            for (name, text) in SCRIPTS.iter().chain(&[("Tamil", "இரு தரப்பினரும் போர்நிறுத்தம் கொண்டு வர ஒப்புக்கொண்டனர்")])
            {
                for width in [60.0, 240.0, 2000.0] {
                    check_places(ctx, name, text, width);
                }
            }
        });
    }

    /// If this fails, somebody without a mouse cannot reach a place, or is caught at one.
    #[test]
    fn arrows_lead_over_every_place_and_back_in_every_script() {
        in_window(|ctx| {
            // Paragraphs of different directions are gone through up and down.
            for (name, text) in SCRIPTS.iter().filter(|(_, text)| !text.contains('\n')) {
                let mut flow = flow(ctx, text, 240.0);
                let is_rtl = flow.laid(ctx, 0).unwrap().lines[0].is_right_to_left;
                let mut caret = Caret::default();
                let mut seen = std::collections::BTreeSet::from([0]);
                for _ in 0..text.chars().count() * 2 {
                    let next = motion::target(ctx, &mut flow, caret, Step::Sideways { is_right: !is_rtl }, 0.0);
                    seen.insert(next.at);
                    caret = next;
                }
                for _ in 0..text.chars().count() * 2 {
                    caret = motion::target(ctx, &mut flow, caret, Step::Sideways { is_right: is_rtl }, 0.0);
                    seen.insert(caret.at);
                }
                // Where directions meet, one way leads to one side of a place and the way back to the other.
                let mut at = 0;
                for grapheme in text.graphemes(true) {
                    let is_shown = grapheme.chars().any(|c| !c.is_control() && !('\u{2000}'..'\u{2100}').contains(&c));
                    assert!(seen.contains(&at) || !is_shown, "{name}: nothing leads to {at}, before {grapheme:?}");
                    at += count(grapheme);
                }
                assert_eq!(caret.at, 0, "{name}: the way back leads to the beginning");
            }
        });
    }

    /// If this fails, a key is pressed in vain where a line is broken, and who counts keys ends elsewhere.
    #[test]
    fn where_a_line_is_broken_no_arrow_is_pressed_twice() {
        in_window(|ctx| {
            let (_, text) = SCRIPTS.iter().find(|(name, _)| *name == "Cyrillic").unwrap();
            let mut flow = flow(ctx, text, 240.0);
            assert!(flow.laid(ctx, 0).unwrap().lines.len() > 2);
            let count = count(text);
            let mut caret = Caret::default();
            for at in 1..=count {
                caret = motion::target(ctx, &mut flow, caret, Step::Sideways { is_right: true }, 0.0);
                assert_eq!(caret.at, at);
            }
            for at in (0..count).rev() {
                caret = motion::target(ctx, &mut flow, caret, Step::Sideways { is_right: false }, 0.0);
                assert_eq!(caret.at, at);
            }
        });
    }

    #[test]
    fn a_word_at_a_time_follows_reading() {
        in_window(|ctx| {
            let mut flow = flow(ctx, "one two\n\nשלום עולם", 400.0);
            let go = |flow: &mut Flow, at, is_right| {
                motion::target(ctx, flow, Caret::before(at), Step::Word { is_right }, 0.0).at
            };
            assert_eq!(go(&mut flow, 0, true), 3);
            assert_eq!(go(&mut flow, 3, true), 7);
            assert_eq!(go(&mut flow, 7, true), 13, "on into the next paragraph, to the end of its first word");
            assert_eq!(go(&mut flow, 9, false), 13, "to the left is on, where text reads from right to left");
            assert_eq!(go(&mut flow, 18, true), 14);
        });
    }

    #[test]
    fn lines_keep_their_column_and_ends_of_lines_are_on_the_line() {
        in_window(|ctx| {
            let mut flow = flow(ctx, "one two three four five six seven eight nine ten", 90.0);
            let all = lines(ctx, &mut flow);
            assert!(all.len() > 3);
            let second = Caret::before(all[1].0.chars.start);
            let end = motion::target(ctx, &mut flow, second, Step::LineEnd, 0.0);
            assert_eq!(end.at, all[1].0.chars.end - 1, "before the space at which the line was broken");
            let goal = motion::column(ctx, &mut flow, end);
            let down = motion::target(ctx, &mut flow, end, Step::Lines(1), goal);
            assert!(all[2].0.chars.contains(&(down.at - 1)));
            assert_eq!(motion::target(ctx, &mut flow, down, Step::Lines(-9), goal).at, 0);
        });
    }

    /// What a frame shows of an article.
    fn show(ctx: &Context, state: &mut ReadingState, text: &Text) {
        show_in(ctx, state, text, 800.0);
    }

    fn show_in(ctx: &Context, state: &mut ReadingState, text: &Text, width: f32) {
        let input =
            RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(width, 600.0))), ..RawInput::default() };
        let mut output = ctx.run_ui(input, |ui| {
            let reader = Reader {
                id: Id::unique("article"),
                name: "Article",
                text,
                marks: &Marks::default(),
                chosen: None,
                lit: None,
                highlights: &[],
                found: &[],
                can_move_marks: false,
            };
            reader.show(ui, state);
        });
        output.textures_delta.clear();
    }

    /// If this fails, a jump from a cell leads to the wrong part of a long article.
    #[test]
    fn a_passage_far_down_comes_into_view_at_once() {
        let ctx = Context::default();
        crate::ui::theme::install(&ctx);
        let paragraph =
            "Some words that make up a paragraph of the article, and that take more than one line. ".repeat(4);
        let text = Text::from(vec![paragraph.as_str(); 400].join("\n\n"));
        let mut state = ReadingState::default();
        show(&ctx, &mut state, &text);
        let place = count(&text) / 2;
        state.show(place..place + 20);
        show(&ctx, &mut state, &text);
        show(&ctx, &mut state, &text);
        let y = state.flow.rect_of(&ctx, Caret::before(place)).unwrap().min.y;
        assert!(
            y > state.offset && y < state.offset + state.seen,
            "{y} in {}..{}",
            state.offset,
            state.offset + state.seen
        );
        let before = (state.top, state.offset);
        show(&ctx, &mut state, &text);
        assert_eq!((state.top, state.offset), before, "and it stays there");
    }

    /// If this fails, who drags an edge of the article, or opens the inspector, has to find the line again.
    #[test]
    fn the_line_at_the_upper_edge_stays_there_in_another_width() {
        let ctx = Context::default();
        crate::ui::theme::install(&ctx);
        let paragraph = "Some words that make up a long paragraph of the article, one of only a few. ".repeat(90);
        let text = Text::from([paragraph.as_str(); 4].join("\n\n"));
        let mut state = ReadingState::default();
        show(&ctx, &mut state, &text);
        assert!(state.offset.abs() < 0.5);
        show_in(&ctx, &mut state, &text, 500.0);
        assert!(state.offset.abs() < 0.5, "at the beginning it stays at the beginning");
        let place = count(&text) * 5 / 8;
        state.show(place..place + 20);
        for _ in 0..3 {
            show_in(&ctx, &mut state, &text, 500.0);
        }
        let edge = |state: &mut ReadingState| {
            let y = state.offset - crate::ui::theme::space::PAGE;
            let at = state.flow.caret_at(&ctx, pos2(0.0, y)).unwrap();
            state.flow.ends_of_line(&ctx, at).map(|(first, last)| first.at..last.at).unwrap()
        };
        let read = edge(&mut state).start;
        for step in 0..60_u8 {
            let width = 440.0 + f32::from(step % 30) * 7.0;
            show_in(&ctx, &mut state, &text, width);
            show_in(&ctx, &mut state, &text, width);
            let line = edge(&mut state);
            assert!(line.contains(&read), "{read} is not in {line:?} at {width}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        /// Whatever is in an article, each place in it can be pointed at and none is lost.
        #[test]
        fn places_are_right_in_any_text(text in "[a-c (א-ג\u{5b0}ا-ث1-3\u{301}中😀\u{200d}\u{200f}\u{2067}\u{2069}.\n]{0,60}", width in 20_u16..300) {
            let mut failed = None;
            in_window(|ctx| {
                let mut flow = flow(ctx, &text, f32::from(width));
                for (line, y, start) in lines(ctx, &mut flow) {
                    let mut at: Vec<_> = line.clusters.iter().map(|cluster| (cluster.start, cluster.end)).collect();
                    at.sort_unstable();
                    let is_whole = at.windows(2).all(|pair| pair[0].1 == pair[1].0)
                        && at.first().map(|it| it.0) == Some(line.chars.start)
                        && at.last().map(|it| it.1) == Some(line.chars.end);
                    if !is_whole {
                        failed = Some(format!("{at:?} of {:?}", line.chars));
                    }
                    for x in [-5.0, 0.0, 13.0, 77.0, 900.0] {
                        let on_line = line.caret_on(x).at + start;
                        let found = flow.caret_at(ctx, pos2(x, y)).unwrap().at;
                        if found != on_line {
                            failed = Some(format!("{found} is not {on_line}"));
                        }
                    }
                }
            });
            prop_assert_eq!(failed, None);
        }
    }
}
