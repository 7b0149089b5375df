//! Where an emoji stands, as the reader sees it: one picture, however many characters it takes. Knows only characters.

use unicode_segmentation::UnicodeSegmentation;

const TEXT_STYLE: char = '\u{fe0e}';
const EMOJI_STYLE: char = '\u{fe0f}';
const KEYCAP: char = '\u{20e3}';
const JOINER: char = '\u{200d}';

/// The bytes of the emoji at the start of a text; `None` where none stands there.
///
/// Symbols that are text unless a variation selector says otherwise (`©`, `™`, `↔`) are emoji only with that selector; those that
/// platforms show as pictures anyway (`❤`, `☀`, `✔`) are emoji unless a selector says that they are text.
pub(super) fn emoji_length(rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    if matches!(first, '0'..='9' | '#' | '*') {
        let after = &rest[1..];
        let after_style = after.strip_prefix(EMOJI_STYLE).unwrap_or(after);
        return after_style.strip_prefix(KEYCAP).map(|tail| rest.len() - tail.len());
    }
    if !may_start_emoji(first) {
        return None;
    }
    let cluster = rest.graphemes(true).next()?;
    let second = cluster[first.len_utf8()..].chars().next();
    let is_emoji = if is_regional(first) {
        second.is_some_and(is_regional)
    } else {
        second != Some(TEXT_STYLE) && (is_shown_as_picture(first) || matches!(second, Some(EMOJI_STYLE | JOINER | KEYCAP)))
    };
    is_emoji.then_some(cluster.len())
}

/// Whether a joiner between these two holds an emoji together.
pub(super) fn joins(before: &str, after: &str) -> bool {
    let ends_in_emoji = before.chars().next_back().is_some_and(|c| c == EMOJI_STYLE || is_modifier(c) || is_pictograph(c));
    ends_in_emoji && after.chars().next().is_some_and(is_pictograph)
}

/// A cheap check before the full one: whether an emoji may start with this character (digits, `#` and `*` aside).
pub(super) fn may_start_emoji(c: char) -> bool {
    is_pictograph(c) || is_regional(c) || is_modifier(c)
}

fn is_regional(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

fn is_modifier(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}

/// Whether the character may be an emoji or the start of one, in whatever style.
pub(super) fn is_pictograph(c: char) -> bool {
    matches!(c,
        '©' | '®' | '‼' | '⁉' | '™' | 'ℹ' | '↔'..='↙' | '↩' | '↪' | '⌚' | '⌛' | '⌨' | '⏏' | '⏩'..='⏳' | '⏸'..='⏺' | 'Ⓜ' | '▪' | '▫' | '▶' | '◀'
        | '◻'..='◾' | '\u{2600}'..='\u{27bf}' | '⤴' | '⤵' | '⬅'..='⬇' | '⬛' | '⬜' | '⭐' | '⭕' | '〰' | '〽' | '㊗' | '㊙')
        && !is_dingbat_without_picture(c)
        || is_astral_pictograph(c)
}

/// Whether platforms show the character as a picture, also without a variation selector.
fn is_shown_as_picture(c: char) -> bool {
    matches!(c, '⌚' | '⌛' | '⏩'..='⏬' | '⏰' | '⏳' | '◽' | '◾' | '\u{2600}'..='\u{27bf}' | '⬅'..='⬇' | '⬛' | '⬜' | '⭐' | '⭕')
        || is_astral_pictograph(c)
        || is_modifier(c)
}

fn is_astral_pictograph(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1f0ff}' | '\u{1f10d}'..='\u{1f10f}' | '\u{1f12f}' | '\u{1f16c}'..='\u{1f171}' | '\u{1f17e}' | '\u{1f17f}'
        | '\u{1f18e}' | '\u{1f191}'..='\u{1f19a}' | '\u{1f1ad}'..='\u{1f1e5}' | '\u{1f201}'..='\u{1f20f}' | '\u{1f21a}' | '\u{1f22f}'
        | '\u{1f232}'..='\u{1f23a}' | '\u{1f23c}'..='\u{1f23f}' | '\u{1f249}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1f53d}'
        | '\u{1f546}'..='\u{1f64f}' | '\u{1f680}'..='\u{1f6ff}' | '\u{1f774}'..='\u{1f77f}' | '\u{1f7d5}'..='\u{1f7ff}'
        | '\u{1f90c}'..='\u{1f93a}' | '\u{1f93c}'..='\u{1f945}' | '\u{1f947}'..='\u{1faff}')
}

/// The gaps of the blocks of symbols and dingbats: stars, check marks, chess pieces that stay text.
fn is_dingbat_without_picture(c: char) -> bool {
    matches!(c, '\u{2605}'..='\u{260d}' | '\u{260f}' | '\u{2610}' | '\u{2612}' | '\u{2613}' | '\u{2616}' | '\u{2617}'
        | '\u{2619}'..='\u{261c}' | '\u{261e}' | '\u{261f}' | '\u{2621}' | '\u{2624}' | '\u{2625}' | '\u{2627}'..='\u{2629}'
        | '\u{262b}'..='\u{262d}' | '\u{2630}'..='\u{2637}' | '\u{263b}'..='\u{263f}' | '\u{2641}' | '\u{2643}'..='\u{2647}'
        | '\u{2654}'..='\u{265e}' | '\u{2661}' | '\u{2662}' | '\u{2664}' | '\u{2667}' | '\u{2669}'..='\u{267a}' | '\u{267c}' | '\u{267d}'
        | '\u{2680}'..='\u{2691}' | '\u{2698}' | '\u{269a}' | '\u{269d}'..='\u{269f}' | '\u{26a2}'..='\u{26a6}' | '\u{26a8}' | '\u{26a9}'
        | '\u{26ac}'..='\u{26af}' | '\u{26b2}'..='\u{26bc}' | '\u{26bf}'..='\u{26c3}' | '\u{26c6}' | '\u{26c7}' | '\u{26c9}'..='\u{26cd}'
        | '\u{26d0}' | '\u{26d2}' | '\u{26d5}'..='\u{26e8}' | '\u{26eb}'..='\u{26ef}' | '\u{26f6}' | '\u{26fb}' | '\u{26fc}' | '\u{26fe}'
        | '\u{26ff}'..='\u{2701}' | '\u{2703}' | '\u{2704}' | '\u{2706}' | '\u{2707}' | '\u{270e}' | '\u{2710}' | '\u{2711}' | '\u{2713}'
        | '\u{2715}' | '\u{2717}'..='\u{271c}' | '\u{271e}'..='\u{2720}' | '\u{2722}'..='\u{2727}' | '\u{2729}'..='\u{2732}'
        | '\u{2735}'..='\u{2743}' | '\u{2745}' | '\u{2746}' | '\u{2748}'..='\u{274b}' | '\u{274d}' | '\u{274f}'..='\u{2752}' | '\u{2756}'
        | '\u{2758}'..='\u{2762}' | '\u{2765}'..='\u{2794}' | '\u{2798}'..='\u{27a0}' | '\u{27a2}'..='\u{27af}' | '\u{27b1}'..='\u{27be}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_whole_picture() {
        for picture in ["😊", "👨‍👩‍👧‍👦", "👍🏽", "🇩🇪", "❤️", "❤", "☀️", "1️⃣", "#⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "™️", "🏳️‍🌈", "⭐", "🏽"]
        {
            assert_eq!(emoji_length(&format!("{picture} x")), Some(picture.len()), "{picture}");
        }
        assert_eq!(emoji_length("🇩🇪🇦🇹"), Some(8), "two flags are two");
        assert_eq!(emoji_length("😊😊"), Some(4));
    }

    #[test]
    fn leaves_text_alone() {
        for text in ["", "a", "1", "#x", "©", "™", "→", "…", "€", "★", "✓", "❤\u{fe0e}", "🇩 x", "ä"] {
            assert_eq!(emoji_length(text), None, "{text}");
        }
    }

    /// The tables above, against the Unicode data of the regex crate.
    #[test]
    fn knows_unicodes_emoji() {
        let emoji = regex::Regex::new(r"^[\p{Emoji}&&\p{Extended_Pictographic}]$").expect("the class is valid");
        for c in ('\u{80}'..=char::MAX).filter(|c| emoji.is_match(c.encode_utf8(&mut [0; 4]))) {
            assert!(is_pictograph(c), "{c} {:x}", c as u32);
        }
        for c in '\u{2600}'..='\u{27bf}' {
            assert_eq!(is_pictograph(c), emoji.is_match(c.encode_utf8(&mut [0; 4])), "{c} {:x}", c as u32);
        }
    }
}
