//! The foot of every page but the first: name, page, pages.

use docx_rs::{FieldCharType, Footer, InstrNUMPAGES, InstrPAGE, InstrText, Paragraph, Run};

use super::style::ParagraphStyle;
use crate::layout::Flow;

/// The footer: "Jane Doe · 2 / 3".
pub(super) fn footer(flow: &Flow) -> Footer {
    let mut paragraph = Paragraph::new().style(ParagraphStyle::Footer.id());
    if let Some(running) = &flow.info.running {
        let text = format!("{} · ", super::text::line(running));
        paragraph = paragraph.add_run(Run::new().add_text(text));
    }
    paragraph = field(paragraph, InstrText::PAGE(InstrPAGE::new()));
    paragraph = paragraph.add_run(Run::new().add_text(" / "));
    paragraph = field(paragraph, InstrText::NUMPAGES(InstrNUMPAGES::new()));
    Footer::new().add_paragraph(paragraph)
}

/// A field with a result, for readers that do not count pages themselves.
fn field(paragraph: Paragraph, instruction: InstrText) -> Paragraph {
    let mark = |kind| Run::new().add_field_char(kind, false);
    paragraph
        .add_run(mark(FieldCharType::Begin))
        .add_run(Run::new().add_instr_text(instruction))
        .add_run(mark(FieldCharType::Separate))
        .add_run(Run::new().add_text("2"))
        .add_run(mark(FieldCharType::End))
}
