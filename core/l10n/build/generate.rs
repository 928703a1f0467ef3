//! From Fluent files to Rust: checks that all locales agree, then writes one function a message.
//!
//! The kind of an argument follows from its name, so that translators and programmers cannot disagree:
//! `$count $n` are numbers (formatted in the locale, select plurals); `$price $amount $old $new $charged $shown` are
//! money; `$date` is a day; `$moment $time` are days with a time; `$percent` is a whole percentage; `$name $title
//! $order $code $value $status $label $host $session`, `$from $to` (two values of whatever changed) and `$width $height
//! $depth` are texts. Any other name stops the build.
//!
//! Fluent's own plural rules are too old to know that Arabic counts by hundreds, so a selector `$count` becomes a text
//! `$count-category`, which ICU4X chooses while the app runs; the variant `[0]` becomes the category `zero`.

#[path = "languages.rs"]
mod languages;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, VariantKey,
};
use fluent_syntax::serializer::serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use languages::Language;

/// Numbers, and the argument that says which plural variant one takes.
const CATEGORIES: [(&str, &str); 2] = [("count", "count-category"), ("n", "n-category")];

const KINDS: [(&str, &[&str]); 6] = [
    ("u64", &["count", "n"]),
    ("Money", &["price", "amount", "old", "new", "charged", "shown", "min", "max"]),
    ("Day", &["date"]),
    ("Moment", &["moment", "time"]),
    ("Percent", &["percent"]),
    (
        "&str",
        &[
            "name", "title", "order", "code", "value", "status", "label", "host", "session", "from", "to",
            "what", "width", "height", "depth",
        ],
    ),
];

#[derive(Default)]
struct Message {
    /// The name of its file: a message stands in the file of one name in every language.
    file: String,
    arguments: BTreeSet<String>,
    /// Variant keys of selectors on numbers.
    plural_keys: Vec<BTreeSet<String>>,
    /// Which numbers select.
    selectors: BTreeSet<String>,
}

/// What the build makes of `assets/l10n`.
pub(crate) struct Generated {
    /// The message functions.
    pub(crate) messages: String,
    /// The table of languages.
    pub(crate) languages: String,
    /// Each language's messages as one Fluent file, by the name under which it is packed.
    pub(crate) words: Vec<(String, String)>,
}

/// Reads the table of languages and all their messages below `root`; gives the Rust source, or every fault found.
pub(crate) fn generate(root: &Path) -> Result<Generated, Vec<String>> {
    let mut faults = Vec::new();
    let mut locales = BTreeMap::new();
    let mut words = Vec::new();
    let languages = languages::read(root, &mut faults);
    let Some((first, others)) = languages.split_first() else { return Err(faults) };
    for language in &languages {
        let (messages, source) = read_locale(&root.join(&language.tag), &mut faults);
        locales.insert(language.tag.as_str(), messages);
        words.push((languages::packed(&language.tag), source));
    }
    let reference = &locales[first.tag.as_str()];
    for language in others {
        compare(&first.tag, reference, &language.tag, &locales[language.tag.as_str()], &mut faults);
    }
    for language in &languages {
        check_plurals(language, &locales[language.tag.as_str()], &mut faults);
    }
    for (id, message) in reference {
        for argument in &message.arguments {
            if kind_of(argument).is_none() {
                faults.push(format!("{}: message {id}: argument ${argument} is of no known kind", first.tag));
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Generated {
        messages: write_code(reference, &locales),
        languages: languages::write(&languages),
        words,
    })
}

fn kind_of(argument: &str) -> Option<&'static str> {
    KINDS.iter().find(|(_, names)| names.contains(&argument)).map(|(kind, _)| *kind)
}

fn read_locale(folder: &Path, faults: &mut Vec<String>) -> (BTreeMap<String, Message>, String) {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .map(|entries| entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect())
        .unwrap_or_default();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "ftl"));
    paths.sort();
    if paths.is_empty() {
        faults.push(format!("{}: this locale is missing", folder.display()));
    }
    let mut messages = BTreeMap::new();
    let mut whole = String::new();
    for path in paths {
        let source = std::fs::read_to_string(&path).unwrap_or_default();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match fluent_syntax::parser::parse(source.as_str()) {
            Err((_, errors)) => {
                for error in errors {
                    let line = source[..error.pos.start.min(source.len())].lines().count();
                    faults.push(format!("{}:{line}: {:?}", path.display(), error.kind));
                }
            }
            Ok(mut resource) => {
                for entry in &resource.body {
                    read_entry(entry, &path.display().to_string(), &name, &mut messages, faults);
                }
                select_by_category(&mut resource);
                whole.push_str(&serialize(&resource));
            }
        }
    }
    (messages, whole)
}

/// Selectors on numbers choose by the category that is given beside the number. Comments stay out of the app.
fn select_by_category(resource: &mut Resource<&str>) {
    resource.body.retain(|entry| matches!(entry, Entry::Message(_)));
    for entry in &mut resource.body {
        let Entry::Message(message) = entry else { continue };
        message.comment = None;
        for element in message.value.iter_mut().flat_map(|pattern| &mut pattern.elements) {
            let PatternElement::Placeable { expression: Expression::Select { selector, variants } } = element
            else {
                continue;
            };
            let InlineExpression::VariableReference { id } = selector else { continue };
            let Some((_, category)) = CATEGORIES.iter().find(|(number, _)| *number == id.name) else {
                continue;
            };
            id.name = category;
            for variant in variants {
                if matches!(variant.key, VariantKey::NumberLiteral { value: "0" }) {
                    variant.key = VariantKey::Identifier { name: "zero" };
                }
            }
        }
    }
}

fn read_entry(
    entry: &Entry<&str>,
    file: &str,
    name: &str,
    messages: &mut BTreeMap<String, Message>,
    faults: &mut Vec<String>,
) {
    match entry {
        Entry::Message(message) => {
            let id = message.id.name.to_owned();
            let mut read = Message { file: name.to_owned(), ..Message::default() };
            match &message.value {
                Some(pattern) => read_pattern(pattern, &mut read),
                None => faults.push(format!("{file}: message {id} has no value")),
            }
            if !message.attributes.is_empty() {
                faults.push(format!("{file}: message {id}: attributes are not used here"));
            }
            if messages.insert(id.clone(), read).is_some() {
                faults.push(format!("{file}: message {id} stands twice"));
            }
        }
        Entry::Term(term) => faults.push(format!("{file}: term {} is not used here", term.id.name)),
        Entry::Junk { content } => faults.push(format!("{file}: unreadable: {}", content.trim())),
        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
    }
}

fn read_pattern(pattern: &Pattern<&str>, message: &mut Message) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => read_inline(inline, message),
            Expression::Select { selector, variants } => {
                read_inline(selector, message);
                if let InlineExpression::VariableReference { id } = selector
                    && kind_of(id.name) == Some("u64")
                {
                    message.selectors.insert(id.name.to_owned());
                    let keys = variants.iter().filter_map(|variant| match variant.key {
                        VariantKey::Identifier { name } => Some(name.to_owned()),
                        VariantKey::NumberLiteral { value: "0" } => None,
                        // Only nothing at all is said otherwise than its category is.
                        VariantKey::NumberLiteral { value } => Some(value.to_owned()),
                    });
                    message.plural_keys.push(keys.collect());
                }
                variants.iter().for_each(|variant| read_pattern(&variant.value, message));
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, message: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            message.arguments.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inner) = expression.as_ref() {
                read_inline(inner, message);
            }
        }
        _ => {}
    }
}

fn compare(
    first: &str,
    reference: &BTreeMap<String, Message>,
    locale: &str,
    messages: &BTreeMap<String, Message>,
    faults: &mut Vec<String>,
) {
    for (id, message) in reference {
        match messages.get(id) {
            None => faults.push(format!("{locale}: message {id} is missing")),
            Some(other) => {
                if other.file != message.file {
                    let (here, there) = (&other.file, &message.file);
                    faults.push(format!("{locale}: message {id} stands in {here}, in {first} in {there}"));
                }
                for argument in message.arguments.difference(&other.arguments) {
                    faults.push(format!("{locale}: message {id}: argument ${argument} is missing"));
                }
                for argument in other.arguments.difference(&message.arguments) {
                    faults.push(format!("{locale}: message {id}: argument ${argument} is not in {first}"));
                }
            }
        }
    }
    for id in messages.keys().filter(|id| !reference.contains_key(*id)) {
        faults.push(format!("{locale}: message {id} is not in {first}"));
    }
}

fn check_plurals(language: &Language, messages: &BTreeMap<String, Message>, faults: &mut Vec<String>) {
    let Language { tag: locale, plurals: needed, .. } = language;
    for (id, message) in messages {
        for keys in &message.plural_keys {
            for key in needed.iter().filter(|key| !keys.contains(*key)) {
                faults.push(format!("{locale}: message {id}: plural category [{key}] is missing"));
            }
            for key in keys.iter().filter(|key| *key != "other" && !needed.contains(key)) {
                faults.push(format!("{locale}: message {id}: [{key}] is no plural category of this locale"));
            }
        }
    }
}

type Locales<'a> = BTreeMap<&'a str, BTreeMap<String, Message>>;

/// Whether a message selects by a number in any locale.
fn sources_select(locales: &Locales<'_>, id: &str, argument: &str) -> bool {
    locales
        .values()
        .filter_map(|messages| messages.get(id))
        .any(|message| message.selectors.contains(argument))
}

fn write_code(messages: &BTreeMap<String, Message>, locales: &Locales<'_>) -> String {
    let mut code = String::from("// Made by build.rs from assets/l10n.\n\n");
    code.push_str("/// Every message id.\npub(crate) const IDS: &[&str] = &[\n");
    messages.keys().for_each(|id| {
        let _ = writeln!(code, "    {id:?},");
    });
    code.push_str("];\n\nimpl Localizer {\n");
    for (id, message) in messages {
        let parameters: String = message
            .arguments
            .iter()
            .map(|argument| {
                let kind = match kind_of(argument).unwrap_or("&str") {
                    "Day" | "Moment" => "Timestamp",
                    "Percent" => "u32",
                    kind => kind,
                };
                format!(", {argument}: {kind}")
            })
            .collect();
        let _ = writeln!(code, "    /// The message `{id}` of `assets/l10n`.");
        let _ = writeln!(code, "    pub fn {}(&self{parameters}) -> String {{", id.replace('-', "_"));
        let selects = |argument: &String| sources_select(locales, id, argument);
        let arguments: String = message
            .arguments
            .iter()
            .map(|argument| {
                let value = match kind_of(argument).unwrap_or("&str") {
                    "u64" if selects(argument) => format!("Argument::Selector({argument})"),
                    "u64" => format!("Argument::Number({argument})"),
                    "Money" => format!("Argument::Text(self.money({argument}))"),
                    "Day" => format!("Argument::Text(self.date({argument}))"),
                    "Moment" => format!("Argument::Text(self.date_time({argument}))"),
                    "Percent" => format!("Argument::Text(self.percent({argument}))"),
                    _ => format!("Argument::Text({argument}.to_owned())"),
                };
                format!("({argument:?}, {value}), ")
            })
            .collect();
        let _ = writeln!(code, "        self.message({id:?}, [{}])", arguments.trim_end_matches(", "));
        code.push_str("    }\n\n");
    }
    code.push_str("}\n");
    code
}
