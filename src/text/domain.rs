//! Which words with dots are domains. The list of top-level domains is a choice: all countries, and the generic ones that people write.

use std::ops::Range;

use super::word_list::WordList;

/// The letters, digits, hyphens and dots around a dot, which may be a domain. Looks no further than `within`.
pub(super) fn word_around(text: &str, within: Range<usize>, dot: usize) -> Range<usize> {
    domain_start(text, within.start, dot)..domain_end(text, dot, within.end)
}

/// The link that starts with such a word, where it is a domain: the domain and its path, at most up to `limit`.
pub(super) fn bare_link(text: &str, word: Range<usize>, limit: usize) -> Option<Range<usize>> {
    let domain = &text[word.clone()];
    let after = &text[word.end..limit];
    if text[..word.start].ends_with(['@', '_', '/', '\\', '#', '$']) || after.starts_with('@') || !is_domain(domain) {
        return None;
    }
    let tail = tail_length(after);
    let top = domain.rsplit('.').next().unwrap_or_default();
    let certain = has_www(domain) || tail > 0;
    let written_as_domain = !top.bytes().any(|byte| byte.is_ascii_uppercase()) || !domain.bytes().any(|byte| byte.is_ascii_lowercase());
    (certain || written_as_domain && !is_also_a_word(top)).then_some(word.start..word.end + tail)
}

/// Whether the last label is a top-level domain, in either case.
pub(super) fn is_top_level(label: &str) -> bool {
    let mut lower = [0; LONGEST_TOP_LEVEL];
    let Some(lower) = lower.get_mut(..label.len()) else { return false };
    lower.copy_from_slice(label.as_bytes());
    lower.make_ascii_lowercase();
    let list = if lower.len() == 2 { &COUNTRIES } else { &GENERIC };
    std::str::from_utf8(lower).is_ok_and(|label| list.contains(label))
}

/// Where the labels that end at the dot begin.
fn domain_start(text: &str, from: usize, dot: usize) -> usize {
    let before = &text[from..dot];
    let name = before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '-' || c == '.');
    let start = from + name.len();
    start + (before[name.len()..].len() - before[name.len()..].trim_start_matches(['-', '.']).len())
}

/// Where the labels after the dot end; a dot or hyphen at the end is none of theirs.
fn domain_end(text: &str, dot: usize, to: usize) -> usize {
    let after = &text[dot..to];
    let length = after.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '.')).unwrap_or(after.len());
    dot + after[..length].trim_end_matches(['-', '.']).len()
}

fn is_domain(domain: &str) -> bool {
    let mut labels = domain.split('.');
    let top = labels.next_back().unwrap_or_default();
    let named =
        labels.clone().next().is_some() && labels.all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
    let has_letter = domain[..domain.len() - top.len()].chars().any(char::is_alphabetic);
    named && has_letter && (is_top_level(top) || has_www(domain) && top.len() > 1 && top.chars().all(char::is_alphabetic))
}

fn has_www(domain: &str) -> bool {
    domain.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."))
}

/// The bytes of port, path, query and fragment after a domain; punctuation at the end belongs to the sentence.
fn tail_length(after: &str) -> usize {
    let port = after.strip_prefix(':').map_or(0, |digits| {
        let length = digits.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 { 0 } else { length + 1 }
    });
    let rest = &after[port..];
    if !rest.starts_with(['/', '?', '#']) || rest.starts_with('?') && rest[1..].starts_with(|c: char| !c.is_alphanumeric()) || rest == "?" {
        return port;
    }
    let length = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '„' | '«' | '»' | '`' | '|'))
        .unwrap_or(rest.len());
    port + trimmed(&rest[..length])
}

/// A link's length without punctuation at its end, but with a bracket that it opened itself.
fn trimmed(link: &str) -> usize {
    let opened = link.bytes().filter(|&byte| byte == b'(').count();
    let mut closed = link.bytes().filter(|&byte| byte == b')').count();
    let mut link = link;
    loop {
        link = link.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '‘', '*', '_', '…', ']', '}']);
        match link.strip_suffix(')') {
            Some(shorter) if closed > opened => (link, closed) = (shorter, closed - 1),
            _ => return link.len(),
        }
    }
}

/// Top-level domains that stand behind a forgotten space, or at the end of a file's name, more often than in a bare domain.
fn is_also_a_word(top: &str) -> bool {
    ALSO_WORDS.contains(top)
}

static ALSO_WORDS: WordList = WordList::new("ad am as da do es im in is it la ma mo na no sa so us we md mov ps py rs sh zip");

/// The longest entry of the lists, in bytes.
const LONGEST_TOP_LEVEL: usize = 13;

static COUNTRIES: WordList = WordList::new(
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci \
     ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp \
     gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li \
     lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om \
     pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc \
     td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw",
);

static GENERIC: WordList = WordList::new(
    "academy aero agency app art asia auto bank bayern beer berlin bike biz blog boutique build business cafe camp care careers cat \
     center chat city click clinic cloud club coach coffee cologne com community company consulting cool coop credit dance deals \
     delivery dental design dev digital direct earth edu education email energy events exchange expert family fan farm fashion film \
     finance fish fit fitness food forum foundation fun fund gallery game games garden gmbh gold golf gov graphics green group \
     guide guru hamburg haus health help hospital host hotel house immo immobilien info ing ink institute int international jetzt \
     jobs kaufen kitchen koeln land law legal life link live loan lol love ltd management market marketing media menu mil mobi moda \
     money mov museum name net network news ngo nrw nyc one ong online org page paris partners party photo photos pics pizza plus \
     post press pro productions pub radio reise reisen rent repair report rest restaurant review reviews rocks ruhr saarland sale \
     school schule science services shoes shop show site ski social software solar solutions space store stream studio style \
     support swiss systems tax taxi team tech technology tel tickets tips tirol today tools top tours town toys trade training \
     travel university vacations versicherung video vip vision wales watch website wien wiki wine work works world wtf xyz yoga zip \
     zone",
);
