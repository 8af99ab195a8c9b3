use quick_xml::events::Event;

use crate::error::Result;
use crate::xml::{Xml, append, attribute};

/// The paragraphs of the cell that was begun, one a line (ODF 1.3 part 3, 6.1.2: white space is one space, and none at the
/// ends of a paragraph). Comments, shapes and tables inside it are left out. Leaves the cell.
pub(crate) fn read_paragraphs(xml: &mut Xml, into: &mut String) -> Result<()> {
    let own = xml.depth();
    let mut paragraphs = 0;
    while xml.depth() >= own {
        let paragraph = match xml.next()? {
            Event::Start(start) => Some(matches!(start.local_name().as_ref(), "p" | "h")),
            _ => None,
        };
        match paragraph {
            Some(true) => {
                if paragraphs > 0 {
                    into.push('\n');
                }
                paragraphs += 1;
                read_paragraph(xml, into)?;
            }
            Some(false) => xml.skip()?,
            None => {}
        }
    }
    Ok(())
}

enum Piece {
    Spaces(usize),
    Character(char),
    Leave,
    None,
}

fn read_paragraph(xml: &mut Xml, into: &mut String) -> Result<()> {
    let own = xml.depth();
    let mut text = String::new();
    // White space that comes only if something follows; none comes at the beginning.
    let (mut space, mut begun) = (false, false);
    while xml.depth() >= own {
        text.clear();
        let piece = match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "s" => {
                    let count = attribute(&start, "c")?.and_then(|count| count.parse().ok());
                    Piece::Spaces(count.unwrap_or(1))
                }
                "tab" => Piece::Character('\t'),
                "line-break" => Piece::Character('\n'),
                "annotation" | "frame" | "note" => Piece::Leave,
                _ => Piece::None,
            },
            event => {
                append(&event, &mut text)?;
                Piece::None
            }
        };
        match piece {
            Piece::Leave => xml.skip()?,
            Piece::None => {
                for character in text.chars() {
                    if matches!(character, ' ' | '\t' | '\r' | '\n') {
                        space = begun;
                    } else {
                        flush(&mut space, into);
                        into.push(character);
                        begun = true;
                    }
                }
            }
            Piece::Spaces(count) => {
                flush(&mut space, into);
                into.extend(std::iter::repeat_n(' ', count.min(1 << 20)));
                begun = true;
            }
            Piece::Character(character) => {
                flush(&mut space, into);
                into.push(character);
                begun = true;
            }
        }
        xml.check_length(into)?;
    }
    Ok(())
}

fn flush(space: &mut bool, into: &mut String) {
    if std::mem::take(space) {
        into.push(' ');
    }
}
