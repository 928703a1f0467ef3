//! The packer on the real library: the facade is as listed, the glue can be made and patched, and none of it is committed.

use tradewind_packer::glue::{self, Language};
use tradewind_packer::{committed, facade, library};

#[test]
fn the_facade_is_as_listed_and_the_glue_takes_its_patches() {
    // It was built with this test: the seam is a dependency of it.
    let deps = std::env::current_exe().expect("a test is a program");
    let library = library::within(deps.parent().expect("in a folder")).expect("it lies beside the test");
    facade::check(&library).unwrap_or_else(|error| unreachable!("{error}"));
    let folder = tempfile::tempdir().expect("a folder");
    for (language, count) in [(Language::Kotlin, 1), (Language::Swift, 3)] {
        let files = glue::make(language, &library, folder.path(), true).expect("patched");
        assert_eq!(files.len(), count);
        // An export without `throws` would be a trap in Swift when it fails; an async trait would not compile as Swift 6.
        for file in &files {
            let text = std::fs::read_to_string(file).expect("readable");
            assert!(
                !text.contains("uniffiTraitInterfaceCallAsync"),
                "{file:?}: a foreign trait with an async method"
            );
        }
    }
    for line in facade::list(&library).expect("it lists").lines() {
        let callable = line.contains('(') && !line.starts_with("  constructor") && !line.starts_with('#');
        let variant = line.trim_start().starts_with(char::is_uppercase);
        assert!(!callable || variant || line.contains(" throws "), "throws nothing: {line}");
    }
}

#[test]
fn no_generated_file_is_committed() {
    committed::check().unwrap_or_else(|error| unreachable!("{error}"));
}
