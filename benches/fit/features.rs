//! Reads pairs of complaint and reply (JSON lines) from a file and prints, one JSON object per line, what Tonfall counts in each
//! and how it decides: what `benches/fit/fit.py` fits the weights on.

use std::io::Write as _;

use serde_json::{Value, json};
use tonfall::analysers::dialogue::{Decision, Understanding};
use tonfall::text::{Language, Markup, Prose};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file of pairs?")?;
    let verbose = std::env::args().nth(2).is_some_and(|argument| argument == "--describe");
    let mut out = std::io::stdout().lock();
    for line in std::fs::read_to_string(path)?.lines() {
        let pair: Value = serde_json::from_str(line)?;
        let text = |key: &str| pair[key].as_str().unwrap_or_default();
        let language = if text("lang") == "de" { Language::De } else { Language::En };
        let rating = pair["rating"].as_u64().or_else(|| text("rating").parse().ok()).and_then(|rating| u8::try_from(rating).ok());
        let reply = Prose::read(text("reply"), Markup::Markdown, language);
        let complaint = Prose::read(text("complaint"), Markup::Plain, language);
        let understanding = Understanding::of(&reply, Some((&complaint, rating)));
        if verbose {
            writeln!(out, "# {}\n{}", text("id"), understanding.describe(&reply, Some(&complaint)))?;
            continue;
        }
        let message = understanding.message.as_ref().ok_or("a pair has a message")?;
        let numbers = |features: &tonfall::analysers::dialogue::Features| -> Value {
            features
                .names
                .iter()
                .zip(&features.values)
                .map(|(name, value)| ((*name).to_owned(), json!(value)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        };
        let decisions: serde_json::Map<String, Value> = Decision::ALL
            .iter()
            .filter_map(|&decision| {
                understanding.verdict(decision).map(|verdict| (decision.name().to_owned(), json!(verdict.score - verdict.bound)))
            })
            .collect();
        writeln!(
            out,
            "{}",
            json!({"id": text("id"), "message": numbers(&message.features), "negative": message.is_negative, "reply": numbers(&understanding.features), "decisions": decisions})
        )?;
    }
    Ok(())
}
