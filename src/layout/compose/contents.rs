//! The list of what a book holds, each line a link to its page.

use super::breaks::PageBreaks;
use super::{Composer, Joints};
use crate::extract::Words;
use crate::layout::flow::{Blank, Content, Flow, Info, Role, Run};
use crate::resume::Resume;
use crate::theme::{Gap, TextRole, Theme};

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsLine {
    /// Whose document it is.
    pub name: String,
    /// What the person is.
    pub headline: Option<String>,
    /// The page on which it starts, from 1.
    pub page: usize,
}

/// Composes the list.
pub fn compose_contents(lines: &[ContentsLine], info: Info, theme: &Theme, words: &Words) -> Flow {
    let mut composer = Composer {
        theme,
        words,
        joints: Joints::of(&info.language),
        next: 0,
        breaks: PageBreaks::of(&Resume::default()),
    };
    let mut body = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let link = Some(format!("#page={}", line.page));
        let mut left =
            vec![Run::plain(line.name.clone(), TextRole::SmallTitle).linked(link.clone())];
        if let Some(headline) = &line.headline {
            left.push(Run::blank(" ", TextRole::Organization, Blank::Organization));
            left.push(Run::plain(headline.clone(), TextRole::Organization));
        }
        let number = line.page.to_string();
        let right = vec![Run::plain(number, TextRole::Date).unbroken().linked(link)];
        let content = Content::Row {
            style: TextRole::SmallTitle,
            left,
            right,
        };
        let gap = match index {
            0 => Gap::None,
            _ => Gap::Paragraph,
        };
        let mut row = composer.node(Role::Paragraph, gap, content);
        row.keep.together = true;
        body.push(row);
    }
    let heading = words.contents().to_owned();
    let nodes = composer.section(None, heading, None, body, true);
    Flow { nodes, info }
}
