//! How fast a text is read: MB per second, on texts of the lengths that posts and replies have.

use divan::counter::BytesCount;
use tonfall::text::{Counter, Language, Markup, Prose, fold};

const REPLY: &str =
    "Hallo Frau Kaya, Ihr Geld ist heute um 14:10 Uhr raus. Danke für die Geduld – und Entschuldigung für die Wartezeit! 😊 #Service";

const LETTER: &str = "Sehr geehrter Herr Dr. Yıldız,

vielen Dank für Ihre Nachricht vom 3. November. Die Lieferung Nr. 4711 hat das Lager in Köln am 5.11. verlassen und liegt seit gestern bei der Post, \
d. h. sie kommt spätestens übermorgen an. Das hätte schneller gehen müssen: Wir haben den Auftrag zwei Tage lang übersehen, und das tut uns leid.

Was wir jetzt tun:
- Die Versandkosten von 4,90 € bekommen Sie bis Freitag zurück.
- Den Stand sehen Sie unter https://status.example.com/4711?lang=de – ohne Anmeldung.
- Wenn bis Montag, 10 Uhr, nichts da ist, schicken wir kostenlos ein neues Paket.

Unsere Kund*innen sagen uns zu Recht: „Ein Anruf hätte gereicht.“ Deshalb rufe ich Sie morgen zwischen 9 und 11 Uhr an. Passt Ihnen das? Sonst \
erreichen Sie mich unter @example_hilft oder hilfe@example.com.

Viele Grüße
Mia Kaya";

const ENGLISH: &str = "Hi Tom, thanks for the photos. You're right: the order was packed badly, and that's our fault. A new one is on its way and \
will be with you by Friday, 3 pm. We've refunded the $5.90 for shipping as well. Please keep the old one; we don't need it back. – Mia";

/// A text to read, by a name that fits into a table.
#[derive(Clone, Copy, Debug)]
enum Sample {
    Reply,
    Letter,
    English,
}

const SAMPLES: [Sample; 3] = [Sample::Reply, Sample::Letter, Sample::English];

impl Sample {
    fn text(self) -> &'static str {
        match self {
            Self::Reply => REPLY,
            Self::Letter => LETTER,
            Self::English => ENGLISH,
        }
    }

    fn language(self) -> Language {
        match self {
            Self::Reply | Self::Letter => Language::De,
            Self::English => Language::En,
        }
    }
}

fn bench<T>(bencher: divan::Bencher, sample: Sample, work: impl Fn(&str, Language) -> T + Sync) {
    let (text, language) = (sample.text(), sample.language());
    bencher.counter(BytesCount::of_str(text)).bench(|| work(divan::black_box(text), language));
}

#[divan::bench(args = SAMPLES)]
fn read(bencher: divan::Bencher, sample: Sample) {
    bench(bencher, sample, |text, language| Prose::read(text, Markup::Markdown, language));
}

#[divan::bench(args = SAMPLES)]
fn fold_case(bencher: divan::Bencher, sample: Sample) {
    bench(bencher, sample, |text, _| fold(text));
}

#[divan::bench(args = SAMPLES)]
fn detect_language(bencher: divan::Bencher, sample: Sample) {
    bench(bencher, sample, |text, _| Language::detect(text));
}

#[divan::bench(args = SAMPLES)]
fn weigh_for_x(bencher: divan::Bencher, sample: Sample) {
    bench(bencher, sample, |text, _| Counter::Weighted.count(text));
}

fn main() {
    divan::main();
}
