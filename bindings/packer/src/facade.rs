//! The list of what crosses: functions, objects, traits, records, enums, errors, from the library's own metadata, so that a
//! change of the facade is seen in review.

use crate::error::PackError;
use crate::library::root;
use camino::Utf8Path;
use std::fmt::Write;
use uniffi_bindgen::interface::{AsType, Callable, Enum, Field, Object, Type};
use uniffi_bindgen::{BindgenLoader, BindgenPaths, ComponentInterface, GlobalConfig};

/// Compares the list with `bindings/facade.txt`, or writes that anew.
pub fn check(library: &Utf8Path) -> Result<(), PackError> {
    let path = root().join("bindings/facade.txt");
    let now = list(library)?;
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    if now == before {
        return Ok(());
    }
    if std::env::var_os("TRADEWIND_BLESS").is_some() {
        return std::fs::write(&path, now).map_err(PackError::at(path.display()));
    }
    Err(PackError::Facade(difference(&before, &now)))
}

/// The facade as text, sorted by name within each kind.
pub fn list(library: &Utf8Path) -> Result<String, PackError> {
    let fail = |error: &dyn std::fmt::Display| PackError::Glue {
        library: library.to_string(),
        why: error.to_string(),
    };
    let mut paths = BindgenPaths::default();
    paths.add_cargo_metadata_layer(false).map_err(|error| fail(&error))?;
    let loader = BindgenLoader::new(paths, GlobalConfig::default());
    let all = loader.load_metadata(library).and_then(|metadata| loader.load_cis(metadata));
    let all = all.map_err(|error| fail(&error))?;
    let mut text = String::from(
        "# What crosses into Kotlin and Swift. Written by `TRADEWIND_BLESS=1 cargo pack facade`.\n",
    );
    for one in &all {
        // Writing to a String cannot fail.
        let _ = write(&mut text, one);
    }
    Ok(text)
}

fn write(text: &mut String, all: &ComponentInterface) -> std::fmt::Result {
    writeln!(text, "\nnamespace {}", all.namespace())?;
    let mut functions: Vec<_> = all.function_definitions().iter().collect();
    functions.sort_by_key(|function| function.name());
    for function in functions {
        writeln!(text, "\nfn {}", signature(function.name(), function))?;
    }
    let mut objects: Vec<&Object> = all.object_definitions().iter().collect();
    objects.sort_by_key(|object| object.name());
    for object in objects {
        writeln!(text, "\nobject {}", object.name())?;
        for one in object.constructors() {
            writeln!(text, "  constructor {}", signature(one.name(), one))?;
        }
        for one in object.methods() {
            writeln!(text, "  {}", signature(one.name(), one))?;
        }
    }
    // What the shells implement, and no Rust does.
    let mut hosts: Vec<_> = all.callback_interface_definitions().iter().collect();
    hosts.sort_by_key(|host| host.name());
    for host in hosts {
        writeln!(text, "\ntrait {}", host.name())?;
        for one in host.methods() {
            writeln!(text, "  {}", signature(one.name(), one))?;
        }
    }
    let mut records: Vec<_> = all.record_definitions().iter().collect();
    records.sort_by_key(|record| record.name());
    for record in records {
        writeln!(text, "\nrecord {}", record.name())?;
        for field in record.fields() {
            writeln!(text, "  {}", named(field))?;
        }
    }
    let mut enums: Vec<(bool, &Enum)> =
        all.enum_definitions().iter().map(|one| (all.is_name_used_as_error(one.name()), one)).collect();
    enums.sort_by_key(|(is_error, one)| (*is_error, one.name()));
    for (is_error, one) in enums {
        writeln!(text, "\n{} {}", if is_error { "error" } else { "enum" }, one.name())?;
        for variant in one.variants() {
            let fields: Vec<String> = variant.fields().iter().map(named).collect();
            let fields = if fields.is_empty() { String::new() } else { format!("({})", fields.join(", ")) };
            writeln!(text, "  {}{fields}", variant.name())?;
        }
    }
    Ok(())
}

fn named(field: &Field) -> String {
    let kind = kind(&field.as_type());
    if field.name().is_empty() { kind } else { format!("{}: {kind}", field.name()) }
}

fn signature(name: &str, callable: &dyn Callable) -> String {
    let arguments: Vec<String> =
        callable.arguments().iter().map(|one| format!("{}: {}", one.name(), kind(&one.as_type()))).collect();
    let mut text = format!("{name}({})", arguments.join(", "));
    if let Some(returned) = callable.return_type() {
        let _ = write!(text, " -> {}", kind(returned));
    }
    if let Some(thrown) = callable.throws_type() {
        let _ = write!(text, " throws {}", kind(thrown));
    }
    text
}

fn kind(of: &Type) -> String {
    match of {
        Type::Object { name, .. }
        | Type::Record { name, .. }
        | Type::Enum { name, .. }
        | Type::CallbackInterface { name, .. }
        | Type::Custom { name, .. } => name.clone(),
        Type::Optional { inner_type } => format!("{}?", kind(inner_type)),
        Type::Sequence { inner_type } => format!("[{}]", kind(inner_type)),
        Type::Map { key_type, value_type } => format!("[{}: {}]", kind(key_type), kind(value_type)),
        other => format!("{other:?}").to_lowercase(),
    }
}

/// Lines that are in one of the two only.
fn difference(before: &str, now: &str) -> String {
    let only = |one: &str, other: &str, sign: char| -> Vec<String> {
        let other: Vec<&str> = other.lines().collect();
        one.lines().filter(|line| !other.contains(line)).map(|line| format!("{sign} {line}")).collect()
    };
    [only(before, now, '-'), only(now, before, '+')].concat().join("\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_difference_names_what_went_and_what_came() {
        assert_eq!(super::difference("a\nb\n", "b\nc\n"), "- a\n+ c");
    }
}
