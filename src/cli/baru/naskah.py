"""Makes the reports that `takar baru --templat` puts into a new package, with their fields in braces.

Run in this folder with python-docx installed; the documents are kept beside the rules they belong to.
"""

from datetime import datetime
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

NOTE = "[Tulis di sini: {}]"
SIZES = {"Title": 16, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11, "Caption": 10}


def document(title):
    made = Document()
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in SIZES.items():
        style = made.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.attrib.pop(qn(f"w:{kind}Theme"), None)
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), RGBColor(0, 0, 0)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(10), Pt(4)
        style.paragraph_format.keep_with_next = True
    core = made.core_properties
    core.author = core.last_modified_by = core.comments = ""
    core.title = title
    core.created = core.modified = datetime(2026, 1, 1)
    # A picture of the empty page, what made it, and a hundred looks of tables that nothing uses.
    unused = ("/thumbnail", "/extended-properties", "/stylesWithEffects", "/customXml")
    for links in (made.part.package.rels, made.part.rels):
        for number, link in list(links.items()):
            if link.reltype.endswith(unused):
                del links[number]
    styles = made.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) != "1":
            styles.remove(style)
    return made


def head(made, text, level):
    heading = made.add_heading(text, level)
    if level == 1:
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER


def table(made, name):
    made.add_paragraph("{tabel " + name + "}")


def note(made, text):
    run = made.add_paragraph().add_run(NOTE.format(text))
    run.italic = True


def signatures(made):
    grid = made.add_table(rows=1, cols=2)
    for cell, who in zip(grid.rows[0].cells, ("Pihak Kedua", "Pihak Pertama")):
        lines = ["", who + ",", "", "", "", "[nama]"]
        cell.paragraphs[0].text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)
        for paragraph in cell.paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def lkjip():
    made = document("Bab III Akuntabilitas Kinerja")
    head(made, "Bab III Akuntabilitas Kinerja", 1)
    head(made, "3.1 Capaian Kinerja", 2)
    made.add_paragraph(
        "Pada tahun {tahun}, capaian dihitung bagi {jumlah(banyaknya_bila(ada(capaian turunan TINGGI)); "
        "banyaknya_bila(ada(capaian turunan RENDAH)))} indikator kinerja. Rata-rata capaian: {KINERJA}; predikat: "
        "{predikat KINERJA}."
    )
    head(made, "a. Target dan realisasi tahun ini", 3)
    table(made, "T31")
    head(made, "b. Realisasi dan capaian dari tahun ke tahun", 3)
    table(made, "T32")
    note(made, "apa yang naik, apa yang turun, dan mengapa")
    head(made, "c. Realisasi terhadap target jangka menengah", 3)
    table(made, "T33")
    table(made, "T34")
    head(made, "d. Realisasi terhadap standar nasional", 3)
    table(made, "T35")
    head(made, "e. Penyebab keberhasilan atau kegagalan, dan jalan keluarnya", 3)
    note(made, "penyebab capaian tiap indikator, dan tindakan tahun depan")
    head(made, "f. Efisiensi penggunaan sumber daya", 3)
    table(made, "T36")
    head(made, "g. Program dan kegiatan yang menunjang capaian", 3)
    note(made, "program yang paling menentukan capaian tahun ini")
    head(made, "3.2 Realisasi Anggaran", 2)
    made.add_paragraph(
        "Anggaran tahun {tahun} dalam rupiah: pagu {pagu PROGRAM}, realisasi {serapan PROGRAM}, serapan "
        "{serapan PROGRAM / pagu PROGRAM * 100%}."
    )
    table(made, "T37")
    made.save("lkjip/naskah.docx")


def pk():
    made = document("Perjanjian Kinerja")
    head(made, "Perjanjian Kinerja Tahun {tahun}", 1)
    made.add_paragraph(
        "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan, dan akuntabel serta berorientasi "
        "pada hasil, kami yang bertanda tangan di bawah ini:"
    )
    note(made, "nama dan jabatan pihak pertama, lalu pihak kedua sebagai atasannya")
    made.add_paragraph(
        "Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini. "
        "Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab kami. Pihak kedua akan "
        "melakukan supervisi yang diperlukan serta evaluasi terhadap capaian kinerja dari perjanjian ini."
    )
    signatures(made)
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    head(made, "Lampiran Perjanjian Kinerja Tahun {tahun}", 1)
    table(made, "PK")
    made.add_paragraph("Anggaran seluruhnya dalam rupiah: {pagu PROGRAM}, untuk program berikut.")
    table(made, "ANGGARAN")
    made.save("pk/naskah.docx")


def triwulan():
    made = document("Pemantauan Kinerja Triwulanan")
    head(made, "Pemantauan Kinerja Triwulanan Tahun {tahun}", 1)
    for number in range(1, 5):
        head(made, f"Triwulan {number}", 2)
        table(made, f"TW{number}")
        note(made, f"hambatan sampai triwulan {number}, dan tindak lanjutnya")
    head(made, "Serapan anggaran", 2)
    table(made, "ANGGARAN")
    made.save("triwulan/naskah.docx")


if __name__ == "__main__":
    lkjip()
    pk()
    triwulan()
