//! The wording of the problems of single values.

use super::near_numbers::{
    both_readings, is_percent, limit, limit_advice, says_nothing, spreadsheet_reason, torn, without_percent,
    without_value,
};
use super::texts::{comma, data_line, read_as, short, shorten, unit_clause, word};
use super::{DataProblem, What, share_words, tens_words};
use crate::data::cell_error::CellError;
use crate::data::{schema::NumberFormat, shares};
use crate::diagnostic::Edit;
use crate::number::{Bound, Exact, Interval};
use crate::source::sheet::STRUCK;

pub(super) fn message(problem: &DataProblem) -> String {
    match problem {
        DataProblem::Value { cell, about, unit, format, error, .. } => {
            let shown = short(&cell.text);
            let unit = unit.as_deref();
            match error {
                CellError::Ambiguous { thousands, decimal } => {
                    format!("\"{shown}\" dapat berarti {} atau {}", comma(thousands), comma(shorten(decimal)))
                }
                CellError::Grouping { .. } => match format {
                    Some(format) => format!("\"{shown}\" tidak sesuai angka {}", word(*format)),
                    None => format!("pemisah ribuan pada \"{shown}\" tidak tepat"),
                },
                CellError::Malformed { .. } => format!("\"{shown}\" tidak terbaca sebagai angka"),
                CellError::Words => format!("{} berisi \"{shown}\", padahal harus angka", about.subject()),
                CellError::WrongUnit { found, .. } => {
                    let found = match found.as_str() {
                        "%" => "bertanda persen".to_string(),
                        "Rp" => "bertanda rupiah".to_string(),
                        "‰" => "bertanda permil".to_string(),
                        other => format!("bersatuan {}", short(other)),
                    };
                    let owner = about.unit_owner();
                    let declared = match unit {
                        Some(unit) => format!("satuan {owner} adalah {unit}"),
                        None => format!("{owner} tidak bersatuan"),
                    };
                    format!("\"{shown}\" {found}, padahal {declared}")
                }
                CellError::Magnitude { word, .. } => {
                    format!("\"{shown}\" belum ditulis lengkap: kata \"{word}\" tidak dibaca")
                }
                CellError::Twice { words, readings, .. } => {
                    let both = readings
                        .as_ref()
                        .map(|(own, more)| format!(": dapat berarti {} atau {}", comma(own), comma(more)));
                    format!("\"{shown}\" bersatuan sendiri di kolom {}{}", short(words), both.unwrap_or_default())
                }
                CellError::Note { note, .. } if limit(note).is_some() => {
                    format!("\"{shown}\" berisi batas, bukan satu angka")
                }
                CellError::Note { .. } => format!("\"{shown}\" berisi angka dan keterangan"),
                CellError::Many => format!("\"{shown}\" berisi lebih dari satu angka, padahal satu sel satu angka"),
                CellError::Range => format!("\"{shown}\" berisi dua angka, padahal satu sel satu angka"),
                CellError::Reversed { .. } => format!("rentang \"{shown}\" terbalik"),
                CellError::Parentheses { number } => format!("\"{shown}\" dapat berarti {number} atau catatan kaki"),
                CellError::TooManyDigits { digits } => {
                    format!("\"{shown}\" terdiri dari {digits} angka, paling banyak 28")
                }
                CellError::Spreadsheet => format!("sel ini berisi {shown} dari Excel"),
                CellError::Struck => format!("\"{}\" dicoret", short(cell.text[STRUCK.len()..].trim())),
                CellError::Seen | CellError::OtherTens(_) | CellError::InFull(_) => tens_words::message(cell, error),
                CellError::Formula => format!("rumus {shown} belum ada nilainya"),
                CellError::Scientific => format!("\"{shown}\" disingkat oleh Excel"),
                CellError::Date => format!("\"{shown}\" diubah Excel menjadi tanggal"),
            }
        }
        DataProblem::Followed { cell, clear, .. } => {
            format!("\"{}\" dibaca seperti \"{}\" di kolom yang sama", short(&cell.text), short(&clear.text))
        }
        DataProblem::BareShare { cell, about, clear, number } => share_words::message(cell, about, clear, *number),
        DataProblem::OutOfScale { about, shown, scale, declared, .. } => match declared {
            true => format!("{} = {shown} di luar skala {}", about.subject(), range(scale)),
            false => format!("{} = {shown}, padahal paling kecil 0", about.subject()),
        },
        DataProblem::NotInOrder { cell, about, number: true, .. } => {
            format!("{} diisi kata, bukan angka \"{}\"", about.subject(), short(&cell.text))
        }
        DataProblem::NotInOrder { cell, about, .. } => {
            format!("\"{}\" tidak ada dalam urutan {}", short(&cell.text), about.code)
        }
        _ => String::new(),
    }
}

pub(super) fn reasons(problem: &DataProblem) -> Vec<String> {
    match problem {
        DataProblem::Value { error: CellError::Ambiguous { .. }, alike, torn: torn_cells, format, .. } => {
            let torn = torn(torn_cells, *format);
            let alike = (*alike > 0).then(|| format!("{alike} sel lain di berkas ini juga begitu"));
            torn.into_iter().chain(alike).collect()
        }
        DataProblem::Followed { format, cells, .. } => {
            let how = match format {
                NumberFormat::Indonesian => "titik memisahkan ribuan, koma memisahkan desimal",
                NumberFormat::English => "koma memisahkan ribuan, titik memisahkan desimal",
            };
            let more = (*cells > 1).then(|| format!("{} sel lain di kolom ini dibaca begitu juga", cells - 1));
            std::iter::once(how.to_string()).chain(more).collect()
        }
        DataProblem::BareShare { clear, .. } => shares::why(clear),
        DataProblem::Value { error: CellError::Grouping { .. }, format, .. } => vec![match format {
            Some(NumberFormat::Indonesian) => {
                "berkas ini dinyatakan  angka id:  titik tiap tiga angka, koma untuk desimal".into()
            }
            Some(NumberFormat::English) => {
                "berkas ini dinyatakan  angka en:  koma tiap tiga angka, titik untuk desimal".into()
            }
            None => "ribuan dipisahkan tiap tiga angka, misalnya 1.250.000".into(),
        }],
        DataProblem::Value { cell, error: CellError::Spreadsheet, .. } => {
            spreadsheet_reason(&cell.text).into_iter().collect()
        }
        DataProblem::Value { error: CellError::Scientific | CellError::Date, .. } => {
            vec!["angka aslinya tidak terlihat lagi di berkas ini".into()]
        }
        DataProblem::OutOfScale { basis: Some(basis), .. } => vec![basis.clone()],
        DataProblem::Value { error: CellError::Reversed { .. }, .. } => {
            vec!["batas pertamanya lebih besar daripada batas kedua".into()]
        }
        DataProblem::NotInOrder { about, words, .. } => vec![format!("urutan {}: {}", about.code, some(words))],
        DataProblem::OutOfScale { declared: false, about, .. } if !about.is_money() => {
            vec![format!("{} tidak menyebut skala, maka nilainya 0 atau lebih", about.code)]
        }
        _ => Vec::new(),
    }
}

pub(super) fn suggestions(problem: &DataProblem) -> Vec<(String, Vec<Edit>)> {
    if let DataProblem::BareShare { cell, number, .. } = problem {
        return share_words::suggestions(cell, *number);
    }
    if let DataProblem::Value { cell, about, error: CellError::WrongUnit { found, number }, unit, format, .. } = problem
        && (found == "%" || (is_percent(found) && unit.is_none() && about.is_computed))
        && !about.is_money()
    {
        // A formula may give a ratio, or turn out to be in percent: either figure may be a hundred times too much.
        return match number.is_empty() || (unit.is_none() && about.is_computed) {
            true => Vec::new(),
            false => without_percent(cell, number, unit.is_none(), *format),
        };
    }
    if let DataProblem::Value { cell, error: CellError::Ambiguous { thousands, decimal }, format, alike: 0, .. } =
        problem
    {
        return format.map_or(Vec::new(), |format| both_readings(cell, [thousands, shorten(decimal)], format));
    }
    // `1.1345`: a point that parts decimals, or one that stands in the wrong place among thousands.
    if let DataProblem::Value { cell, error: CellError::Grouping { mend: Some(mend) }, format: Some(format), .. } =
        problem
        && let Some((whole, decimal)) = mend.split_once([',', '.']).filter(|(whole, behind)| {
            behind.len() > 3
                && !whole.starts_with('0')
                && [whole, behind].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
        })
    {
        return both_readings(cell, [&format!("{whole}{decimal}"), &format!("{whole}.{decimal}")], *format);
    }
    if let DataProblem::Value { cell, error: CellError::Words, .. } = problem
        && let Some(mends) = without_value(cell)
    {
        return mends;
    }
    let proposal = match problem {
        DataProblem::Value { cell, about, error, unit, .. } => {
            let with = |mend: &str, text: String| cell.replace(mend).map(|edit| (text, vec![edit]));
            match error {
                CellError::Grouping { mend: Some(mend) } | CellError::Malformed { mend: Some(mend) } => {
                    with(mend, format!("tulis {mend}"))
                }
                CellError::Words => with("-", "bila nilainya belum ada, tulis -".into()),
                // A share of money is not an amount of it.
                CellError::WrongUnit { found, .. } if about.is_money() && is_percent(found) => None,
                CellError::WrongUnit { number, .. } if number.is_empty() => None,
                CellError::WrongUnit { number, .. } => {
                    let known = match unit {
                        Some(unit) => format!("bila satuannya memang {unit}"),
                        None => "bila memang tidak bersatuan".into(),
                    };
                    with(number, format!("tulis {number} saja {known}"))
                }
                CellError::Magnitude { number: Some(number), .. } => with(number, format!("tulis {number}")),
                CellError::Twice { mend: Some(mend), .. } => with(mend, format!("tulis {mend}")),
                CellError::Note { note, .. } if limit(note).is_some() => None,
                CellError::Note { number, .. } => with(number, format!("tulis {number} saja")),
                CellError::Reversed { mend } => with(mend, format!("tulis {mend}")),
                CellError::Parentheses { number } => with(number, format!("tulis {number} bila nilainya negatif")),
                CellError::OtherTens(tens) => return tens_words::suggestions(cell, tens),
                _ => None,
            }
        }
        DataProblem::NotInOrder { cell, near: Some(near), .. } => {
            cell.replace(near).map(|edit| (format!("apakah maksud Anda {near}?"), vec![edit]))
        }
        DataProblem::OutOfScale { cell, mend: Some((mend, how)), .. } => {
            cell.replace(mend).map(|edit| (format!("apakah maksud Anda {mend}{how}?"), vec![edit]))
        }
        _ => None,
    };
    proposal.into_iter().collect()
}

pub(super) fn advice(problem: &DataProblem) -> Vec<String> {
    match problem {
        DataProblem::Value { cell, about, unit, format, file, error, .. } => match error {
            CellError::Ambiguous { thousands, decimal } => {
                let dot = cell.text.contains('.');
                let (id, en) = if dot { (thousands, decimal) } else { (decimal, thousands) };
                let (first, file) = read_as(file);
                let (file, cell) = (data_line(&file), short(&cell.text));
                let line =
                    |word: &str, reading| format!("{file} angka {word}   ({cell} = {})", comma(shorten(reading)));
                match format {
                    Some(format) => {
                        let line = if *format == NumberFormat::Indonesian { line("en", en) } else { line("id", id) };
                        vec![format!("bila seluruh berkas ditulis begitu, nyatakan:  {line}")]
                    }
                    None => vec![format!("{first}:  {}", line("id", id)), format!("atau:  {}", line("en", en))],
                }
            }
            CellError::Grouping { mend } => match (format, mend) {
                (Some(format), Some(_)) => {
                    let other = match format {
                        NumberFormat::Indonesian => "en",
                        NumberFormat::English => "id",
                    };
                    vec![format!("bila seluruh berkas ditulis begitu, nyatakan:  {} angka {other}", data_line(file))]
                }
                _ => vec!["tulis ulang angkanya, boleh tanpa pemisah ribuan".into()],
            },
            CellError::Malformed { mend: None } => {
                vec!["tulis satu angka, misalnya 3,68; isi \"-\" bila belum ada".into()]
            }
            CellError::Words if says_nothing(&cell.text) => Vec::new(),
            CellError::Words if cell.text.eq_ignore_ascii_case("tidak ada") => vec!["tulis 0 bila artinya nol".into()],
            CellError::Words => match about.what {
                What::Value | What::Target if about.prefix.is_none() => vec![
                    "tulis satu angka, misalnya 3,68; keterangan dapat ditulis di kolom \"catatan\"".into(),
                    format!(
                        "bila isinya memang kata, nyatakan kata-katanya:  urutan \"…\"; \"…\"  pada {}",
                        about.code
                    ),
                ],
                What::Column(_) => vec![
                    "tulis satu angka, misalnya 3,68; bila isinya memang kata, nyatakan  teks  pada kolom itu".into(),
                ],
                _ => vec!["tulis satu angka, misalnya 3,68; keterangan dapat ditulis di kolom \"catatan\"".into()],
            },
            CellError::WrongUnit { found, number } if found == "‰" => match number.is_empty() {
                true => vec!["hitung dahulu dari permil (92‰ = 0,092)".into()],
                false => Vec::new(),
            },
            CellError::WrongUnit { found, .. } => {
                let word = match found.as_str() {
                    "%" => "persen",
                    "Rp" => "rupiah",
                    other => other,
                };
                let (word, clause) = (short(word), unit_clause(&word.to_lowercase()));
                let owner = about.unit_owner();
                let is_ratio = is_percent(found) && unit.is_none() && about.is_computed && !about.is_money();
                let ratio =
                    || format!("bila rumus {owner} sebuah nisbah, tulis bagiannya sebagai angka biasa, tanpa %");
                let part = is_ratio.then(ratio);
                let known = match (&about.what, &about.prefix) {
                    (What::Budget | What::Spent, _) => "tulis jumlahnya dalam rupiah, misalnya 3000000".into(),
                    (What::Value | What::Target, Some(_)) => {
                        format!(
                            "bila satuan {owner} memang {word}, tulis  {}  di kolom \"satuan\" baris ini",
                            word.to_lowercase()
                        )
                    }
                    _ => format!("bila satuan {owner} memang {word}, nyatakan  satuan {clause}  pada {owner}"),
                };
                part.into_iter().chain([known]).collect()
            }
            CellError::Magnitude { number: Some(_), .. } if cell.bytes.is_some() => Vec::new(),
            CellError::Magnitude { .. } => vec!["tulis angkanya lengkap, misalnya 3000000".into()],
            CellError::Twice { mend: Some(_), .. } if cell.bytes.is_some() => Vec::new(),
            CellError::Twice { words, .. } => vec![format!("tulis angkanya saja, dalam {}", short(words))],
            CellError::Note { note, number } if let Some(limit) = limit(note) => limit_advice(limit, about, number),
            CellError::Note { note, .. } => {
                vec![format!("pindahkan \"{}\" ke kolom lain, misalnya \"catatan\"", short(note))]
            }
            CellError::Range => {
                let marks = |c: char| !(c.is_ascii_digit() || c == '.' || c == ',');
                let low = cell.text.split("..").next().and_then(|low| low.split(marks).next()).unwrap_or_default();
                let low = short(low.trim_end_matches('.'));
                match about.what {
                    What::Target => vec![
                        format!("bila targetnya memang rentang, nyatakan  arah rentang  pada {}", about.block()),
                        format!("bila tidak, tulis satu angka di sini, misalnya {low}"),
                    ],
                    _ => vec![format!(
                        "tulis satu angka di sini, misalnya {low}; batas lainnya dapat ditulis di kolom tersendiri"
                    )],
                }
            }
            CellError::Many => vec!["tulis satu angka di sini, dan angka lain di barisnya sendiri".into()],
            CellError::TooManyDigits { .. } => vec!["kurangi desimalnya; Takar tidak membulatkan sendiri".into()],
            CellError::Seen | CellError::OtherTens(_) | CellError::InFull(_) => tens_words::advice(cell, error),
            CellError::Struck => vec!["tulis angka yang berlaku tanpa coretan, atau kosongkan selnya".into()],
            CellError::Formula => vec!["buka berkasnya di Excel, biarkan dihitung, lalu simpan ulang".into()],
            CellError::Spreadsheet if cell.text.chars().all(|c| c == '#') => {
                vec!["lebarkan kolomnya di Excel, lalu simpan ulang".into()]
            }
            CellError::Spreadsheet => {
                vec!["betulkan di Excel lalu simpan ulang; isi \"-\" bila nilainya belum ada".into()]
            }
            CellError::Scientific => {
                vec!["ubah format sel itu menjadi Number di Excel, lalu simpan ulang".into()]
            }
            CellError::Date => {
                vec!["ubah format sel itu menjadi Text di Excel, ketik ulang angkanya, lalu simpan ulang".into()]
            }
            _ => Vec::new(),
        },
        DataProblem::BareShare { cell, clear, number, .. } => share_words::advice(cell, clear, *number),
        DataProblem::Followed { format, file, .. } => {
            vec![format!("agar tertulis dalam aturan, nyatakan:  {} angka {}", data_line(file), word(*format))]
        }
        DataProblem::NotInOrder { near: None, number: false, cell, about, .. } => vec![format!(
            "tulis salah satu kata itu, atau tambahkan \"{}\" pada  urutan  {}",
            short(&cell.text),
            about.code
        )],
        DataProblem::NotInOrder { number: true, .. } => vec!["tulis salah satu kata itu".into()],
        DataProblem::OutOfScale { declared: true, about, .. } => {
            vec![format!("betulkan nilainya, atau sesuaikan  skala  {}", about.block())]
        }
        DataProblem::OutOfScale { about, .. } if about.is_money() => {
            vec!["betulkan nilainya; pagu dan serapan 0 atau lebih".into()]
        }
        DataProblem::OutOfScale { about, .. } => vec![format!(
            "betulkan nilainya; bila {} memang dapat negatif, nyatakan skalanya, misalnya  skala -100..100",
            about.code
        )],
        _ => Vec::new(),
    }
}

/// The words of an order, the least first; some of them if there are many.
fn some(words: &[String]) -> String {
    const LIMIT: usize = 12;
    let shown: Vec<String> = words.iter().take(LIMIT).map(|word| short(word)).collect();
    let more = if words.len() > LIMIT { "; …" } else { "" };
    format!("{}{more}", shown.join("; "))
}

/// `25..100`, `0..`, `> 0 .. 100`, as rules write it with decimal commas.
fn range(scale: &Interval) -> String {
    let plain = |value: &Exact| comma(&value.to_string());
    match (scale.lo(), scale.hi()) {
        (Bound::Unbounded, Bound::Unbounded) => "..".into(),
        (Bound::Included(low), Bound::Included(high)) => format!("{}..{}", plain(low), plain(high)),
        (Bound::Included(low), Bound::Excluded(high)) => {
            format!("{} .. < {}", plain(low), plain(high))
        }
        (Bound::Excluded(low), Bound::Included(high)) => {
            format!("> {} .. {}", plain(low), plain(high))
        }
        (Bound::Excluded(low), Bound::Excluded(high)) => {
            format!("> {} .. < {}", plain(low), plain(high))
        }
        (Bound::Included(low), Bound::Unbounded) => format!("{}..", plain(low)),
        (Bound::Excluded(low), Bound::Unbounded) => format!("> {}", plain(low)),
        (Bound::Unbounded, Bound::Included(high)) => format!("..{}", plain(high)),
        (Bound::Unbounded, Bound::Excluded(high)) => format!("< {}", plain(high)),
    }
}
