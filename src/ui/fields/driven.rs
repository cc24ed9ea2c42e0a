//! Fields that are written in with keys and mouse.

#[cfg(test)]
mod written_in {
    use std::sync::Arc;

    use egui::text_edit::TextEditState;
    use egui::{Context, Event, Id, Key, Modifiers, PointerButton, Pos2, TextEdit, vec2};
    use egui_kittest::Harness;

    use super::super::sheet::Sheet;
    use super::super::{Note, TextField, kept};
    use crate::ui::shape::Caret;

    const FIELD: &str = "field";

    fn id() -> Id {
        Id::unique(FIELD)
    }

    /// A window with one field, which has the keyboard.
    fn window(text: &str, rows: Option<usize>) -> Harness<'static, String> {
        let mut window = Harness::builder()
            .with_size([400.0, 300.0])
            .with_step_dt(1.0 / 60.0)
            .allow_missing_glyphs()
            .build_ui_state(
                move |ui, text: &mut String| {
                    crate::ui::theme::install(ui.ctx());
                    let field = match rows {
                        Some(rows) => TextField::lines(text, rows),
                        None => TextField::line(text),
                    };
                    field.id(id()).width(200.0).margin(7.0, 5.0).show(ui, "Wording");
                },
                text.to_owned(),
            );
        window.ctx.memory_mut(|memory| memory.request_focus(id()));
        window.run_steps(3);
        window
    }

    fn press(window: &mut Harness<'_, String>, modifiers: Modifiers, keys: &[Key]) {
        for key in keys {
            window.key_press_modifiers(modifiers, *key);
            window.run_steps(2);
        }
    }

    fn write(window: &mut Harness<'_, String>, words: &str) {
        window.event(Event::Text(words.to_owned()));
        window.run_steps(2);
    }

    fn cursor<T>(window: &Harness<'_, T>) -> (usize, usize) {
        let range = TextEditState::load(&window.ctx, id()).unwrap().cursor.char_range().unwrap();
        (range.secondary.index.0, range.primary.index.0)
    }

    #[test]
    fn words_are_typed_and_deleted_where_the_caret_is() {
        for rows in [None, Some(3)] {
            let mut window = window("", rows);
            for letter in ["ש", "ל", "ו", "ם", " ", "4", "8"] {
                write(&mut window, letter);
            }
            assert_eq!(window.state(), "שלום 48");
            press(&mut window, Modifiers::NONE, &[Key::Home]);
            write(&mut window, "א");
            assert_eq!(window.state(), "אשלום 48");
            press(&mut window, Modifiers::NONE, &[Key::ArrowLeft]);
            press(&mut window, Modifiers::NONE, &[Key::Backspace]);
            assert_eq!(window.state(), "אלום 48", "to the left is on, where text reads from right to left");
            press(&mut window, Modifiers::NONE, &[Key::Delete]);
            assert_eq!(window.state(), "אום 48");
            press(&mut window, Modifiers::NONE, &[Key::End]);
            press(&mut window, Modifiers::NONE, &[Key::Backspace]);
            assert_eq!(window.state(), "אום 4");
        }
    }

    #[test]
    fn numbers_and_latin_words_are_walked_through_as_they_are_seen() {
        // Seen: "ab גבא cd", so that the right key goes over a, b, space, gimel, bet, alef.
        let mut window = window("ab אבג cd", None);
        press(&mut window, Modifiers::NONE, &[Key::Home]);
        press(&mut window, Modifiers::NONE, &[Key::ArrowRight; 4]);
        write(&mut window, "!");
        assert_eq!(window.state(), "ab אב!ג cd");
    }

    #[test]
    fn shift_and_arrows_select_and_typing_replaces_what_is_selected() {
        let mut window = window("שלום עולם", Some(2));
        press(&mut window, Modifiers::NONE, &[Key::Home]);
        press(&mut window, Modifiers::SHIFT, &[Key::ArrowLeft; 4]);
        assert_eq!(cursor(&window), (0, 4));
        press(&mut window, Modifiers::SHIFT, &[Key::ArrowRight]);
        assert_eq!(cursor(&window), (0, 3));
        press(&mut window, Modifiers::NONE, &[Key::ArrowRight]);
        assert_eq!(cursor(&window), (0, 0), "without Shift to the end of it that the key points to");
        press(&mut window, Modifiers::CTRL, &[Key::ArrowLeft]);
        assert_eq!(cursor(&window).1, 4, "a word on");
        press(&mut window, Modifiers::CTRL.plus(Modifiers::SHIFT), &[Key::ArrowRight]);
        write(&mut window, "x");
        assert_eq!(window.state(), "x עולם");
    }

    #[test]
    fn up_and_down_keep_to_a_column() {
        let text = "הצדדים הסכימו להפסקת אש בתוך 48 שעות (סעיף 12) ולחילופי שבויים בין שתי המדינות";
        let mut window = window(text, Some(4));
        press(&mut window, Modifiers::CTRL, &[Key::Home]);
        press(&mut window, Modifiers::NONE, &[Key::ArrowLeft; 5]);
        let before = cursor(&window).1;
        press(&mut window, Modifiers::NONE, &[Key::ArrowDown, Key::ArrowDown]);
        assert!(cursor(&window).1 > before + 10);
        press(&mut window, Modifiers::NONE, &[Key::ArrowUp, Key::ArrowUp]);
        assert_eq!(cursor(&window).1, before);
        press(&mut window, Modifiers::NONE, &[Key::ArrowUp]);
        assert_eq!(cursor(&window).1, 0, "above the first line is the beginning");
    }

    #[test]
    fn what_is_pressed_in_one_frame_is_done_in_its_order() {
        let mut window = window("שלום", None);
        press(&mut window, Modifiers::NONE, &[Key::End]);
        let key =
            |key, pressed| Event::Key { key, pressed, physical_key: None, repeat: false, modifiers: Modifiers::NONE };
        let events = [
            Event::Text("א".to_owned()),
            key(Key::ArrowRight, true),
            key(Key::ArrowRight, false),
            Event::Text("ב".to_owned()),
        ];
        window.input_mut().events.extend(events);
        window.run_steps(2);
        assert_eq!(window.state(), "שלוםבא");
    }

    /// Where a character of the text stands on screen.
    fn middle(window: &Harness<'_, String>, at: u32) -> Pos2 {
        let (sheet, note) = (sheet_of(&window.ctx), window.ctx.data(|data| data.get_temp::<Note>(id())).unwrap());
        let edges =
            [Caret::before(at), Caret { at: at + 1, is_behind: true }].map(|caret| sheet.rect_of(caret).unwrap());
        note.origin + (edges[0].center().to_vec2() + edges[1].center().to_vec2()) / 2.0
    }

    fn sheet_of(ctx: &Context) -> Arc<Sheet> {
        kept(ctx, id()).unwrap()
    }

    fn button(window: &mut Harness<'_, String>, pos: Pos2, pressed: bool) {
        window.event(Event::PointerMoved(pos));
        window.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
        window.run_steps(1);
    }

    #[test]
    fn the_mouse_sets_the_caret_selects_and_takes_words() {
        for rows in [None, Some(2)] {
            let mut window = window("אבג דהו abc", rows);
            let right_of = |at: u32, window: &Harness<'_, String>| middle(window, at) + vec2(1.5, 0.0);
            let (from, to) = (right_of(1, &window), right_of(5, &window));
            button(&mut window, from, true);
            assert_eq!(cursor(&window), (1, 1));
            window.event(Event::PointerMoved(to));
            window.run_steps(2);
            assert_eq!(cursor(&window), (1, 5));
            button(&mut window, to, false);
            window.event(Event::Copy);
            window.step();
            let copied = window
                .output()
                .platform_output
                .commands
                .iter()
                .any(|command| matches!(command, egui::OutputCommand::CopyText(words) if words == "בג ד"));
            assert!(copied, "what is selected on screen goes into the clipboard");
            window.run_steps(60);
            let word = middle(&window, 5);
            for pressed in [true, false, true, false] {
                button(&mut window, word, pressed);
            }
            assert_eq!(cursor(&window), (4, 7), "a double click takes a word");
        }
    }

    #[test]
    fn a_long_line_follows_the_caret_and_shows_its_beginning_otherwise() {
        let text = "הצדדים הסכימו להפסקת אש בתוך 48 שעות (סעיף 12) ולחילופי שבויים בין שתי המדינות";
        let mut window = window(text, None);
        let scrolled =
            |window: &Harness<'_, String>| window.ctx.data(|data| data.get_temp::<Note>(id())).unwrap().scrolled;
        press(&mut window, Modifiers::NONE, &[Key::End]);
        assert!(scrolled(&window) < 0.1, "the end stands at the left");
        press(&mut window, Modifiers::NONE, &[Key::Home]);
        let most = scrolled(&window);
        assert!(most > 100.0);
        press(&mut window, Modifiers::NONE, &[Key::End]);
        window.ctx.memory_mut(|memory| memory.surrender_focus(id()));
        window.run_steps(2);
        assert!((scrolled(&window) - most).abs() < 0.1);
    }

    #[test]
    fn a_new_line_begins_where_the_one_above_it_does() {
        let mut window = window("שלום", Some(3));
        press(&mut window, Modifiers::NONE, &[Key::End, Key::Enter]);
        assert_eq!(window.state(), "שלום\n");
        let place = sheet_of(&window.ctx).rect_of(Caret { at: 5, is_behind: true }).unwrap();
        assert!(place.min.x > 150.0, "at the right: {place}");
        press(&mut window, Modifiers::NONE, &[Key::ArrowRight]);
        assert_eq!(cursor(&window).1, 4, "to the right is back");
    }

    #[test]
    fn what_an_input_method_holds_back_is_in_its_place_and_not_selected() {
        let mut window = window("שלום", None);
        press(&mut window, Modifiers::NONE, &[Key::Home]);
        let composes =
            |window: &Harness<'_, String>| window.ctx.data(|data| data.get_temp::<Note>(id())).unwrap().is_composing;
        let preedit = egui::ImeEvent::Preedit { text: "אב".to_owned(), active_range_chars: None };
        window.event(Event::Ime(preedit));
        window.run_steps(2);
        assert_eq!(window.state(), "אבשלום");
        assert!(composes(&window));
        window.event(Event::Ime(egui::ImeEvent::Commit("אג".to_owned())));
        window.run_steps(2);
        assert_eq!(window.state(), "אגשלום");
        assert!(!composes(&window));
    }

    #[test]
    fn undo_takes_back_what_was_typed_from_right_to_left() {
        let mut window = window("שלום", None);
        press(&mut window, Modifiers::NONE, &[Key::End]);
        window.run_steps(90);
        write(&mut window, "!");
        assert_eq!(window.state(), "שלום!");
        window.run_steps(90);
        press(&mut window, Modifiers::COMMAND, &[Key::Z]);
        assert_eq!(window.state(), "שלום");
    }

    /// Two windows, one with egui's own field, the other with the program's.
    fn side_by_side(text: &str, is_multiline: bool) -> [Harness<'static, String>; 2] {
        [false, true].map(|is_own| {
            let mut window = Harness::builder()
                .with_size([400.0, 300.0])
                .with_step_dt(1.0 / 60.0)
                .allow_missing_glyphs()
                .build_ui_state(
                    move |ui, text: &mut String| {
                        crate::ui::theme::install(ui.ctx());
                        if is_own {
                            let field = if is_multiline { TextField::lines(text, 3) } else { TextField::line(text) };
                            field.id(id()).width(200.0).margin(7.0, 5.0).show(ui, "Wording");
                        } else {
                            let field = if is_multiline {
                                TextEdit::multiline(text).desired_rows(3)
                            } else {
                                TextEdit::singleline(text)
                            };
                            ui.add(field.id(id()).desired_width(200.0).margin(vec2(7.0, 5.0)))
                                .accessible_name("Wording");
                        }
                    },
                    text.to_owned(),
                );
            window.ctx.memory_mut(|memory| memory.request_focus(id()));
            window.run_steps(3);
            window
        })
    }

    /// If this fails, fields changed for everybody who writes from left to right.
    #[test]
    fn text_from_left_to_right_is_egui_s_alone() {
        for is_multiline in [false, true] {
            let text = "The parties will cease fire within forty-eight hours. Стороны 停火 é";
            let mut windows = side_by_side(text, is_multiline);
            let steps: [(Modifiers, Key); 9] = [
                (Modifiers::NONE, Key::Home),
                (Modifiers::NONE, Key::ArrowRight),
                (Modifiers::CTRL, Key::ArrowRight),
                (Modifiers::SHIFT, Key::ArrowRight),
                (Modifiers::NONE, Key::Delete),
                (Modifiers::NONE, Key::ArrowDown),
                (Modifiers::NONE, Key::ArrowLeft),
                (Modifiers::NONE, Key::Backspace),
                (Modifiers::CTRL, Key::Z),
            ];
            for (modifiers, key) in steps {
                for window in &mut windows {
                    press(window, modifiers, &[key]);
                }
                let [egui, own] = &windows;
                assert_eq!(egui.state(), own.state(), "after {key:?}");
                assert_eq!(cursor(egui), cursor(own), "after {key:?}");
                let painted = |window: &Harness<'_, String>| format!("{:?}", window.output().shapes);
                assert!(painted(egui) == painted(own), "after {key:?} the same is painted");
            }
        }
    }
}
