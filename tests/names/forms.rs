//! Forms of names that are right: as profiles show them, as friends say them, as grammar bends them.

use super::Person;

/// The name as a profile may show it: mostly as it is, sometimes shouted or whispered.
pub(super) fn profile(person: &Person, index: usize) -> String {
    match index % 10 {
        3 => person.full.to_uppercase(),
        6 => person.full.to_lowercase(),
        8 => format!("{} 🌻", person.full),
        _ => person.full.clone(),
    }
}

/// A profile's name, and a right reply to it.
pub(super) static RIGHT: [(&str, &str, &str); 44] = [
    ("Hannes Schleeh", "de", "Hallo Hannes, Schleehs Anschluss geht wieder."),
    ("Hannes Schleeh", "de", "Herrn Schleehs Anschluss geht wieder."),
    ("Jens Weiß", "de", "Herrn Weiß’ Anschluss geht wieder."),
    ("Hannes Schleeh", "de", "Hallo Herr und Frau Schleeh, der Anschluss geht wieder."),
    ("Hannes Schleeh", "de", "Sehr geehrte Frau Kaya, sehr geehrter Herr Schleeh, der Anschluss geht wieder."),
    ("Karl Mueller", "de", "Hallo Herr Mueller, der Anschluss geht wieder."),
    ("Jürgen Strasser", "de", "Hallo Herr Strasser, der Anschluss geht wieder."),
    ("Katharina Ebeling", "de", "Hallo Kathi, der Anschluss geht wieder."),
    ("Johannes Maurer", "de", "Servus Hannes, der Anschluss geht wieder."),
    ("Elisabeth Obermayr", "de", "Liebe Sissi, der Anschluss geht wieder."),
    ("Maximilian Berg", "de", "Hi Max, der Anschluss geht wieder."),
    ("Susanne Brandt", "de", "Hallo Susi! Der Anschluss geht wieder."),
    ("Robert Hall", "en", "Hi Bob, the line works again."),
    ("Elizabeth Bennett", "en", "Hi Lizzie, the line works again."),
    ("Margaret Hale", "en", "Hi Peggy, the line works again."),
    ("William Price", "en", "Hi Bill, the line works again."),
    ("Bob Cratchit", "en", "Dear Robert, the line works again."),
    ("Abhilash Suresh", "en", "Hi Abhi, the line works again."),
    ("O'Brien, Fiona", "en", "Dear Ms O’Brien, the line works again."),
    ("Ryan Winter (Winterly)", "en", "Hello Ryan, the line works again."),
    ("Frank B.", "de", "Hallo Frank, der Anschluss geht wieder."),
    ("Dagmar P.", "de", "Sehr geehrte Frau P., der Anschluss geht wieder."),
    ("M. Seidel", "de", "Hallo Herr Seidel, der Anschluss geht wieder."),
    ("J. K.", "de", "Hallo J. K., der Anschluss geht wieder."),
    ("LuisaMarie", "de", "Hallo Luisa, der Anschluss geht wieder."),
    ("Biggi1967", "de", "Hallo Biggi, der Anschluss geht wieder."),
    ("Andrea Müller-Lüdenscheidt", "de", "Sehr geehrte Frau Müller, der Anschluss geht wieder."),
    ("Lars-Erik Böhm", "de", "Hi Lars, der Anschluss geht wieder."),
    ("Familie Weiß", "de", "Liebe Familie Weiß, der Tisch ist frei."),
    ("Hr. Schäuffele", "de", "Sehr geehrter Herr Schäuffele, der Anschluss geht wieder."),
    ("Dr. Emre Kaya", "de", "Guten Tag Herr Dr. Kaya, der Anschluss geht wieder."),
    ("YILDIZ EMRE", "de", "Hallo Emre Yıldız, der Anschluss geht wieder."),
    ("JÜRGEN GROSSMANN", "de", "Hallo Herr Großmann, der Anschluss geht wieder."),
    ("Nguyễn Thị Minh Khai", "de", "Liebe Minh Khai, der Anschluss geht wieder."),
    ("Nguyễn Thị Minh Khai", "de", "Sehr geehrte Frau Nguyễn, der Anschluss geht wieder."),
    ("Rajesh Kumar", "en", "Dear Mr Rajesh, the line works again."),
    ("Fatma", "de", "Guten Tag Frau Fatma, der Anschluss geht wieder."),
    ("Hannes Schleeh", "de", "Hallo zusammen, der Anschluss geht wieder."),
    ("Hannes Schleeh", "de", "Guten Tag, leider dauert es bis morgen um 9 Uhr."),
    ("Hannes Schleeh", "de", "Liebe Grüße aus Köln, Peter Meier vom Kundendienst"),
    ("Hannes Schleeh", "de", "Läuft wieder.\n\nViele Grüße\nIhre Anna Kern"),
    ("John Miller", "en", "Hi there, thanks for asking. Thanks, Jon"),
    ("John Miller", "en", "It works again. Kind regards, Sarah Smith, Customer Care"),
    ("John Miller", "en", "Our colleague Mr Smith looks after it."),
];
