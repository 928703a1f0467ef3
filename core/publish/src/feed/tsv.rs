//! Tab-separated feeds: a header of names, a row a line; a value in quotes may hold tabs, quotes and line ends.

use super::rows::{Feed, FeedError, Row};

/// The longest value in quotes, in bytes: beyond it a quote is taken for an inch.
const MAX_QUOTED: usize = 1 << 20;
/// How many lines of remarks may stand before the header, as in Meta's template.
const MAX_REMARKS: usize = 5;

pub(super) fn read(text: &str) -> Result<Feed, FeedError> {
    let mut records =
        Records { text, at: 0, line: 1, end: if text.contains('\n') { '\n' } else { '\r' }, columns: 0 };
    let mut first = None;
    for _ in 0..=MAX_REMARKS {
        let Some((_, cells)) = records.next_filled() else { break };
        let names: Vec<String> = cells.iter().map(|cell| normal(&cell.value)).collect();
        if names.iter().any(|name| name == "id") {
            records.columns = names.len();
            let rows =
                std::iter::from_fn(|| records.next_filled()).map(|(line, cells)| row(&names, line, &cells));
            return Ok(Feed { rows: rows.collect(), ..Feed::default() });
        }
        let remark = names.first().is_some_and(|name| name.starts_with('#'));
        first.get_or_insert_with(|| cells.into_iter().next().map(|cell| cell.value).unwrap_or_default());
        if !remark {
            break;
        }
    }
    Err(first.map_or(FeedError::Empty, |header| header_error(&header)))
}

/// A header without an id, or one whose columns something else parts.
fn header_error(header: &str) -> FeedError {
    let marks = [(',', "commas"), (';', "semicolons"), ('|', "vertical bars"), ('~', "tildes")];
    let parts = |mark: char| header.split(mark).any(|name| normal(name) == "id");
    match marks.into_iter().find(|(mark, _)| header.contains(*mark) && parts(*mark)) {
        Some((_, name)) => FeedError::Separator(name),
        None => FeedError::Header,
    }
}

fn row(names: &[String], line: u32, cells: &[Cell]) -> Row {
    let mut row = Row { line, ..Row::default() };
    for (name, cell) in names.iter().zip(cells) {
        row.put(name.clone(), &cell.value, cell.line, 0);
    }
    row
}

/// `Image Link`, `g:image_link`, `imageLink` and `Bildlink [image_link]`, as in Merchant Center's template (160588), are one
/// name.
fn normal(name: &str) -> String {
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '\u{feff}'));
    let name = match name.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        Some((_, inner)) => inner.trim(),
        None => name,
    };
    let mut out = String::with_capacity(name.len());
    let mut small = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && small {
            out.push('_');
        }
        small = c.is_ascii_lowercase();
        out.push(if matches!(c, ' ' | '-' | '\u{a0}') { '_' } else { c.to_ascii_lowercase() });
    }
    out.strip_prefix("g:").map(str::to_owned).unwrap_or(out)
}

struct Cell {
    value: String,
    line: u32,
}

/// Walks the text once; a value whose quotes do not close well is one without quotes.
struct Records<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    end: char,
    columns: usize,
}

impl Records<'_> {
    /// The next record in which something stands, and the line it starts on.
    fn next_filled(&mut self) -> Option<(u32, Vec<Cell>)> {
        while self.at < self.text.len() {
            let line = self.line;
            let cells = self.record();
            if cells.iter().any(|cell| !cell.value.is_empty()) {
                return Some((line, cells));
            }
        }
        None
    }

    fn record(&mut self) -> Vec<Cell> {
        let mut cells = Vec::with_capacity(self.columns);
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let line = self.line;
            let (value, used) = self.quoted(rest, cells.len()).unwrap_or_else(|| {
                let used = rest.find(['\t', self.end]).unwrap_or(rest.len());
                (rest.get(..used).unwrap_or_default().trim().to_owned(), used)
            });
            cells.push(Cell { value, line });
            let inner = rest.get(..used).unwrap_or_default().chars().filter(|c| *c == self.end).count();
            self.line = self.line.saturating_add(u32::try_from(inner).unwrap_or(u32::MAX));
            self.at += used;
            let mark = self.text.get(self.at..).and_then(|rest| rest.chars().next());
            self.at += mark.map_or(0, char::len_utf8);
            if mark != Some('\t') {
                self.line = self.line.saturating_add(1);
                return cells;
            }
        }
    }

    /// A value in quotes, the `index`th of its record, and how many bytes it takes with them.
    fn quoted(&self, rest: &str, index: usize) -> Option<(String, usize)> {
        let open = rest.len() - rest.trim_start_matches(' ').len();
        let body = rest.get(open..)?.strip_prefix('"')?;
        // Quotes may have opened as an inch, and the inch of another row would close them. Then what they hold has whole rows
        // in it: the rest of this one, one of its own, or the beginning of one with too much after it.
        let (mut value, mut tabs, mut first) = (String::new(), 0, true);
        let whole_row = |tabs: usize| self.columns > 1 && tabs + 1 >= self.columns;
        let mut chars = body.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    let after = body.get(at + 1..)?;
                    if after.starts_with('"') {
                        chars.next();
                    } else {
                        let used = after.find(['\t', self.end]).unwrap_or(after.len());
                        let blank = after.get(..used)?.chars().all(|c| c == ' ' || c == '\r');
                        let line_end = after.find(self.end).unwrap_or(after.len());
                        let more = after.get(..line_end)?.chars().filter(|c| *c == '\t').count();
                        let crowded = self.columns > 0 && !first && index + 1 + more > self.columns;
                        let closes = blank && !crowded && (first || !whole_row(tabs));
                        return closes.then(|| (value.trim().to_owned(), open + 1 + at + 1 + used));
                    }
                }
                '\t' => tabs += 1,
                _ if c == self.end => {
                    let rest_of_row = first && index + 1 < self.columns && index + 1 + tabs == self.columns;
                    if self.columns == 0 || rest_of_row || whole_row(tabs) {
                        return None;
                    }
                    (tabs, first) = (0, false);
                }
                _ => {}
            }
            if at > MAX_QUOTED {
                return None;
            }
            value.push(c);
        }
        None
    }
}
