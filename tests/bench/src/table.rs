//! The README: a section for each group of measures, of which only those are written anew that were run.

use crate::measured::Outcome;
use std::path::Path;

/// One row of a table.
pub(crate) struct Measure {
    pub(crate) what: String,
    pub(crate) ours: String,
    pub(crate) peer: String,
    pub(crate) theirs: String,
    pub(crate) goal: String,
}

/// Measures that are run together.
pub(crate) struct Section {
    /// As the README has it after `## `.
    pub(crate) title: &'static str,
    /// What all of its rows have in common.
    pub(crate) preface: String,
    pub(crate) rows: Vec<Measure>,
}

impl Section {
    fn text(&self) -> String {
        let mut text = format!(
            "## {}\n\n{}\n\n| what | ours | peer, same run | theirs | goal |\n| --- | --- | --- | --- | --- |\n",
            self.title, self.preface
        );
        for row in &self.rows {
            text.push_str(&format!(
                "| {} | {} | {} | {} | {} |\n",
                row.what, row.ours, row.peer, row.theirs, row.goal
            ));
        }
        text
    }
}

/// A row that says why there is nothing in it; said aloud, too.
pub(crate) fn skipped(what: &str, why: &str) -> Measure {
    println!("skipped: {what}: {why}");
    Measure {
        what: what.to_owned(),
        ours: format!("skipped: {why}"),
        peer: String::new(),
        theirs: String::new(),
        goal: String::new(),
    }
}

/// Writes a section to its place in the README beside this program, and says it aloud.
pub(crate) fn write(section: &Section) -> Outcome<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let new = section.text();
    println!("{new}");
    let old = std::fs::read_to_string(&path)?;
    std::fs::write(path, replaced(&old, section.title, &new))?;
    Ok(())
}

/// `readme` with the section of that title, up to the next one, replaced by `new`, or `new` at its end.
fn replaced(readme: &str, title: &str, new: &str) -> String {
    let head = format!("## {title}\n");
    let Some(from) = readme.find(&head) else { return format!("{}\n\n{new}", readme.trim_end()) };
    let rest = &readme[from + head.len()..];
    match rest.find("\n## ") {
        Some(next) => format!("{}{new}{}", &readme[..from], &rest[next..]),
        None => format!("{}{new}", &readme[..from]),
    }
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn only_the_section_that_was_run_is_written_anew() {
        let readme = "# Benches\n\nhow\n\n## A\n\nold\n\n## B\n\nkept\n";
        let with_a = replaced(readme, "A", "## A\n\nnew\n");
        assert_eq!(with_a, "# Benches\n\nhow\n\n## A\n\nnew\n\n## B\n\nkept\n");
        assert_eq!(
            replaced(&with_a, "B", "## B\n\nother\n"),
            "# Benches\n\nhow\n\n## A\n\nnew\n\n## B\n\nother\n"
        );
        assert_eq!(replaced("# Benches\n", "A", "## A\n"), "# Benches\n\n## A\n");
    }
}
