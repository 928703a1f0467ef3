//! Tab-separated feeds: a header of names, a row a line, values quoted where they hold tabs or quotes.

use super::{Feed, FeedError, Row};

/// Attributes that may stand several times; in tab-separated feeds their values are parted by commas.
const REPEATED: [&str; 2] = ["additional_image_link", "product_highlight"];

pub(super) fn read(text: &str) -> Result<Feed, FeedError> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let (_, header) = lines.next().ok_or(FeedError::Empty)?;
    let names: Vec<String> = cells(header).iter().map(|name| normal(name)).collect();
    if !names.iter().any(|name| name == "id") {
        return Err(FeedError::Header);
    }
    let rows = lines.map(|(at, line)| row(&names, line, u32::try_from(at + 1).unwrap_or(u32::MAX))).collect();
    Ok(Feed { rows, ..Feed::default() })
}

fn row(names: &[String], line: &str, number: u32) -> Row {
    let mut row = Row { line: number, ..Row::default() };
    for (name, value) in names.iter().zip(cells(line)) {
        if REPEATED.contains(&name.as_str()) {
            value.split(',').for_each(|part| row.put(name.clone(), part, number));
        } else {
            row.put(name.clone(), &value, number);
        }
    }
    row
}

/// `Image Link`, `g:image_link` and `image link` are one name.
fn normal(name: &str) -> String {
    let name = name.trim().to_ascii_lowercase().replace(' ', "_");
    name.strip_prefix("g:").map(str::to_owned).unwrap_or(name)
}

fn cells(line: &str) -> Vec<String> {
    line.split('\t')
        .map(|cell| {
            let cell = cell.trim();
            match cell.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
                Some(inner) => inner.replace("\"\"", "\""),
                None => cell.to_owned(),
            }
        })
        .collect()
}
