//! What can be typed behind `tonfall rules`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::LanguageChoice;
use crate::draft::Kind;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RulesCommand {
    /// List every rule that applies in this folder
    List {
        /// `text`, or `markdown` for the whole reference
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Write a new rule: asks what it is to do, and makes a commented rule file that passes its own tests
    New(NewArguments),
    /// Show where a rule matches a text and, where it does not, how far each phrase came and what stopped it
    Try(TryArguments),
    /// Show one rule: what it finds, its phrases, and the files that it comes from
    Show {
        /// The rule's id
        rule: String,
        /// `text`, or `markdown` for its page of the reference
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
        /// The language that the rule is shown in; without it, every one
        #[arg(long, value_enum)]
        lang: Option<LanguageChoice>,
    },
    /// Show what is weak in rules: phrases that never match or are superfluous, messages that are long or loud, fixes that need a fix
    Lint(LintArguments),
    /// Count what each rule and each phrase finds in a folder of drafts: what never fires, and what fires everywhere
    Stats(StatsArguments),
    /// Run the examples of every rule, or of those named
    Test(TestArguments),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListFormat {
    Text,
    Markdown,
    Json,
}

/// `tonfall rules test our-own-rule`
#[derive(Debug, Args)]
pub(in crate::cli) struct TestArguments {
    /// Ids of rules; without them, all
    pub(in crate::cli) rules: Vec<String>,

    /// List the phrases that no example exercises, and fail where there are any
    #[arg(long)]
    pub(in crate::cli) coverage: bool,

    /// Run the examples again whenever a rule file or the config changes, until Ctrl-C
    #[arg(long)]
    pub(in crate::cli) watch: bool,
}

/// `tonfall rules try hotline-deflection "Rufen Sie uns an."`
#[derive(Debug, Args)]
pub(in crate::cli) struct TryArguments {
    /// The rule's id
    pub(in crate::cli) rule: String,

    /// A sentence in quotation marks, or the path of a draft; `-` is standard input
    #[arg(value_name = "TEXT|FILE")]
    pub(in crate::cli) text: String,

    /// The language of the sentence, where its words do not tell
    #[arg(long, value_enum)]
    pub(in crate::cli) lang: Option<LanguageChoice>,

    /// The channel that the sentence is for; without it, one that the rule is for
    #[arg(long, value_name = "CHANNEL")]
    pub(in crate::cli) channel: Option<String>,

    /// The customer's message that the sentence answers
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) complaint: Option<String>,

    /// Show every phrase that was not found, not only those that came close
    #[arg(long)]
    pub(in crate::cli) all: bool,
}

/// `tonfall rules new our-own-rule`
#[derive(Debug, Args)]
pub(in crate::cli) struct NewArguments {
    /// The rule's name: lower case letters, digits and hyphens, such as `no-single-case`
    pub(in crate::cli) rule: String,

    /// The language of the rule, or both: `de,en`
    #[arg(long, value_enum, value_delimiter = ',')]
    pub(in crate::cli) lang: Vec<LanguageChoice>,

    /// What the rule does; all but `find` come with phrases and examples to change
    #[arg(long, value_enum)]
    pub(in crate::cli) family: Option<FamilyChoice>,

    /// Which drafts the rule is for
    #[arg(long = "for", value_enum, value_name = "KIND")]
    pub(in crate::cli) kind: Option<KindChoice>,

    /// A sentence that the rule is to flag; give two for each language, in the order of `--lang`
    #[arg(long, value_name = "SENTENCE")]
    pub(in crate::cli) flag: Vec<String>,

    /// A sentence that the rule is to leave alone, the more like the others the better; give two for each language
    #[arg(long, value_name = "SENTENCE")]
    pub(in crate::cli) allow: Vec<String>,

    /// What the writer reads; `{match}` is what was found; one for each language
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) message: Vec<String>,
}

/// What a new rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FamilyChoice {
    /// Never to read this again
    Find,
    /// Not too often
    Density,
    /// This must be there
    Require,
    /// Not too long, not too many
    Limit,
    /// One word for one thing
    Consistent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum KindChoice {
    Posts,
    Replies,
    Both,
}

impl KindChoice {
    /// The one kind of draft; `None` where it is both.
    pub(in crate::cli) fn kind(self) -> Option<Kind> {
        match self {
            Self::Posts => Some(Kind::Post),
            Self::Replies => Some(Kind::Reply),
            Self::Both => None,
        }
    }
}

/// `tonfall rules lint --against good-drafts`
#[derive(Debug, Args)]
pub(in crate::cli) struct LintArguments {
    /// Ids of rules; without them, the project's own
    pub(in crate::cli) rules: Vec<String>,

    /// Also the rules that come with Tonfall
    #[arg(long)]
    pub(in crate::cli) all: bool,

    /// A folder of good drafts: phrases that find something in too many of them are told
    #[arg(long, value_name = "FOLDER")]
    pub(in crate::cli) against: Option<PathBuf>,

    /// The share of good drafts, in per cent, in which a phrase may find something
    #[arg(long, value_name = "PER CENT", default_value_t = 5.0, requires = "against")]
    pub(in crate::cli) most: f64,
}

/// `tonfall rules stats replies`
#[derive(Debug, Args)]
pub(in crate::cli) struct StatsArguments {
    /// A folder of drafts
    #[arg(default_value = ".")]
    pub(in crate::cli) folder: PathBuf,

    /// Only these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(in crate::cli) select: Vec<String>,

    /// Count the phrases of every rule, not only of the project's own
    #[arg(long)]
    pub(in crate::cli) phrases: bool,

    /// `text`, or `json` for other programs
    #[arg(long, value_enum, default_value_t = StatsFormat::Text)]
    pub(in crate::cli) format: StatsFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum StatsFormat {
    Text,
    Json,
}
