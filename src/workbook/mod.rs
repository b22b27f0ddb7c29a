//! Tables of a run as a workbook whose cells are alive: inputs in one sheet, formulas over them, sources beside.
