//! What must hold of citations.

use super::super::super::Run;
use super::super::super::annotate::annotate;
use super::super::super::lexicon;
use super::super::super::segment::sample::{bold, plain};
use super::*;

/// Authors, title, venue and date of a citation.
fn read(line: &Line) -> Option<[String; 4]> {
    let all = alike(vec![readings(lexicon(), line)]);
    let cited = all.into_iter().next().flatten()?;
    let text = |at: Option<Range<usize>>| at.map_or(String::new(), |at| line.text[at].to_owned());
    let date = cited.date.clone().map(|date| date.at);
    let title = line.text[cited.title.clone()].to_owned();
    Some([text(cited.authors), title, text(cited.venue), text(date)])
}

fn cited(text: &str) -> [String; 4] {
    let mut line = plain(text);
    annotate(lexicon(), &mut line);
    read(&line).unwrap_or_default()
}

#[test]
fn authors_year_title_and_venue_are_told() {
    for (text, want) in [
        (
            "Reis, A., & Low, B. (2014). Slow glazes for small kilns. Journal of Clay, 12(3), 1–10.",
            [
                "Reis, A., & Low, B.",
                "Slow glazes for small kilns",
                "Journal of Clay",
                "2014",
            ],
        ),
        (
            "Reis A, Low BC. Slow glazes for small kilns. J Clay (2014). 24:166. doi:10.1000/1",
            [
                "Reis A, Low BC",
                "Slow glazes for small kilns",
                "J Clay",
                "2014",
            ],
        ),
        (
            "A. Reis, B. Low, “Slow glazes for small kilns,” in Kiln Congress, 2020",
            [
                "A. Reis, B. Low",
                "Slow glazes for small kilns",
                "Kiln Congress",
                "2020",
            ],
        ),
        (
            "Reis, Ana and Bo Low. 2011. Slow Glazes: A Study. Journal of Clay 12: 3-9.",
            [
                "Reis, Ana and Bo Low",
                "Slow Glazes: A Study",
                "Journal of Clay",
                "2011",
            ],
        ),
        (
            "2012. Slow Glazes for Small Kilns. Guild of Potters (Lisbon).",
            [
                "",
                "Slow Glazes for Small Kilns",
                "Guild of Potters",
                "2012",
            ],
        ),
        (
            "水野葵、川野蓮「小さな窯のためのゆっくりした釉薬」『陶芸研究』12、2014",
            [
                "水野葵、川野蓮",
                "小さな窯のためのゆっくりした釉薬",
                "陶芸研究",
                "2014",
            ],
        ),
    ] {
        assert_eq!(cited(text), want, "{text}");
    }
}

#[test]
fn sentences_and_entries_are_none() {
    for text in [
        "I wrote about clay for the town's paper, and about kilns.",
        "Potter, Clay House, Leeds",
        "The warm bread of cold towns",
    ] {
        assert_eq!(cited(text)[1], "", "{text}");
    }
}

#[test]
fn a_bold_title_stands_behind_its_authors() {
    let text = "A. Reis, B. Low. The warm bread of cold towns. J. Bread 4, 12";
    let title = "The warm bread of cold towns";
    let start = text.find(title).expect("the title stands in the text");
    let mut line = plain(text);
    let run = |at: Range<usize>, from: &Line| Run {
        at,
        ..from.runs[0].clone()
    };
    let (thin, thick) = (plain("x"), bold("x"));
    line.runs = vec![
        run(0..start, &thin),
        run(start..start + title.len(), &thick),
        run(start + title.len()..text.len(), &thin),
    ];
    annotate(lexicon(), &mut line);
    let found = read(&line).expect("a citation");
    assert_eq!(found[0], "A. Reis, B. Low");
    assert_eq!(found[1], title);
}
