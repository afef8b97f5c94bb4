// Reads sheets by programs that others wrote, and prints what they find as JSON.
//   node sheets.mjs FILE.csv|FILE.xlsx
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';

const file = process.argv[2];
if (file.endsWith('.csv')) {
  console.log(JSON.stringify(parse(readFileSync(file), { bom: true, record_delimiter: '\r\n' })));
} else {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const [sheet] = workbook.worksheets;
  const rows = [];
  sheet.eachRow({ includeEmpty: true }, (row) => {
    const values = [];
    for (let index = 1; index <= sheet.columnCount; index++) {
      const value = row.getCell(index).value;
      values.push(value instanceof Date ? { date: value.toISOString() } : value);
    }
    rows.push(values);
  });
  console.log(JSON.stringify({
    sheets: workbook.worksheets.map((each) => each.name),
    frozen: sheet.views[0].ySplit,
    filter: sheet.autoFilter,
    bold: sheet.getRow(1).getCell(1).font.bold === true,
    widths: sheet.columns.map((column) => column.width),
    rows,
  }));
}
