//! How many replies with their complaints are checked per second, by every built-in rule, on one core; and what of that is the understanding.

use divan::counter::ItemsCount;
use tonfall::analysers::dialogue::Understanding;
use tonfall::config::{Config, Layer};
use tonfall::draft::{Draft, Format, read};
use tonfall::engine::lint;
use tonfall::rules::RuleSet;
use tonfall::text::{Language, Markup, Prose};

/// Complaint, language, reply: of the lengths and kinds that come.
const PAIRS: [(&str, Language, &str); 8] = [
    (
        "Seit Freitag ist mein DSL weg. Drei Anrufe, dreimal Warteschleife. Wann kommt der Techniker?",
        Language::De,
        "Hallo Frau Kaya, das Kabel in der Lindenstraße ist seit heute 14:10 Uhr repariert. Bitte einmal den Router neu starten. – Mia",
    ),
    (
        "Zimmer 12 war schmutzig, das Frühstück kalt und an der Rezeption hat niemand zugehört. Für 140 € die Nacht eine Frechheit.",
        Language::De,
        "Sehr geehrter Gast, vielen Dank für Ihre Bewertung. Wir bedauern, dass Ihr Aufenthalt nicht Ihren Erwartungen entsprach, und nehmen Ihr \
         Feedback sehr ernst. Wir haben Ihre Kritik an die zuständige Abteilung weitergeleitet und würden uns freuen, Sie bald wieder begrüßen zu dürfen.",
    ),
    ("@firma wieder kein Bus um 7:12", Language::De, "Bitte schreib uns eine DM mit Linie und Haltestelle."),
    (
        "Bestellung 88-1234 vom 3.11., Jacke in L statt M. Umtausch nur mit eigenem Porto? Das war doch euer Fehler!",
        Language::De,
        "Hallo, da haben wir falsch gepackt, Entschuldigung. Die Jacke in M geht heute raus, das Rücksendeetikett liegt bei und kostet nichts.",
    ),
    (
        "Why was I charged twice for order #5521? I've emailed you three times and nobody answers.",
        Language::En,
        "Hi Tom, thank you for reaching out. We're sorry for any inconvenience caused. Please send us a DM with your order number so we can look into this.",
    ),
    (
        "App crashes on login since the update. Galaxy S21, Android 14.",
        Language::En,
        "Known fault on Android 14: please clear the cache under Settings > Apps. Version 5.2 fixes it and comes on Friday.",
    ),
    (
        "Stayed two nights. Location is great and the staff at the bar were friendly, but the room smelled of damp, the shower was broken and nobody \
         came to fix it although we asked at the front desk twice. Breakfast was fine. For this price I expected more, and I won't be back.",
        Language::En,
        "Dear guest, thank you for taking the time to share your feedback. We sincerely apologize for the inconvenience. Your comments have been shared \
         with our team for corrective action. We hope to have the opportunity to welcome you back soon. Warm regards, General Manager",
    ),
    ("Thanks, got it!", Language::En, "You're welcome, have a great day!"),
];

fn drafts() -> Vec<Draft> {
    let source = |(complaint, language, reply): &(&str, Language, &str)| {
        format!("---\nkind: reply\nlang: {}\ncomplaint: {{text: {complaint:?}}}\n---\n{reply}\n", language.code())
    };
    PAIRS.iter().filter_map(|pair| read(source(pair).as_bytes(), Format::Markdown).into_iter().next()).collect()
}

#[divan::bench]
fn whole_lint(bencher: divan::Bencher) {
    let (drafts, rules) = (drafts(), RuleSet::built_in());
    let (layer, _) = Layer::parse("", "{}");
    let settings = Config::new(vec![layer], Vec::new()).settings("");
    let run = || drafts.iter().map(|draft| lint(divan::black_box(draft), &rules, &settings).len()).sum::<usize>();
    run();
    bencher.counter(ItemsCount::new(drafts.len())).bench_local(run);
}

#[divan::bench]
fn understanding_alone(bencher: divan::Bencher) {
    let read = |(complaint, language, reply): &(&str, Language, &str)| {
        (Prose::read(complaint, Markup::Plain, *language), Prose::read(reply, Markup::Markdown, *language))
    };
    let texts: Vec<(Prose, Prose)> = PAIRS.iter().map(read).collect();
    let run =
        || texts.iter().map(|(complaint, reply)| Understanding::of(reply, Some((complaint, None))).features.values.len()).sum::<usize>();
    run();
    bencher.counter(ItemsCount::new(texts.len())).bench_local(run);
}

#[divan::bench]
fn reading_alone(bencher: divan::Bencher) {
    let run = || {
        PAIRS
            .iter()
            .map(|(complaint, language, reply)| {
                Prose::read(complaint, Markup::Plain, *language).tokens.len() + Prose::read(reply, Markup::Markdown, *language).tokens.len()
            })
            .sum::<usize>()
    };
    bencher.counter(ItemsCount::new(PAIRS.len())).bench_local(run);
}

fn main() {
    divan::main();
}
