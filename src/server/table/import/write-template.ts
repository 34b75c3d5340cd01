import { writeXlsx } from 'hucre/xlsx'
import { CLEARED, type Dictionaries, type ImportColumn, type ImportDefinition } from '#domain/table/index.ts'

const KIND: { readonly [K in ImportColumn['kind']]: string } = {
  text: '文字',
  int: '整数',
  area: '平方米数，最多两位小数',
  date: '日期，如 2026-01-05',
  code: '从下拉里选',
  bool: '是 或 否',
}
const LIST_SHEET = '字典'
/** So many lines have drop-downs. */
const READY_LINES = 5_000
const YES_NO = ['是', '否']

/** An empty spreadsheet: headings, one line as an example, drop-downs from a hidden sheet, and how to fill it in. */
export async function writeTemplate(one: ImportDefinition, dictionaries: Dictionaries): Promise<Uint8Array> {
  const { columns } = one
  const lists = columns.flatMap((column) => {
    const labels = listOf(column, dictionaries)
    return labels.length > 0 ? [{ column, labels: column.isRequired ? labels : [...labels, CLEARED] }] : []
  })
  const longest = Math.max(0, ...lists.map(({ labels }) => labels.length))
  return writeXlsx({
    sheets: [
      {
        name: one.title.slice(0, 31),
        columns: columns.map(({ kind }) => ({ width: kind === 'text' ? 28 : 18 })),
        rows: [columns.map(headingOf), columns.map(({ example }) => example)],
        cells: new Map(columns.map((_, i) => [`0,${i}`, { style: { font: { bold: true } } }])),
        freezePane: { rows: 1 },
        dataValidations: lists.map(({ column, labels }, i) => ({
          type: 'list' as const,
          range: `${letters(columns.indexOf(column))}2:${letters(columns.indexOf(column))}${READY_LINES}`,
          formula1: `'${LIST_SHEET}'!$${letters(i)}$2:$${letters(i)}$${labels.length + 1}`,
          allowBlank: true,
          showErrorMessage: true,
          errorStyle: 'stop' as const,
          errorTitle: column.title,
          errorMessage: '请从下拉里选',
        })),
      },
      {
        name: '填写说明',
        columns: [{ width: 22 }, { width: 10 }, { width: 26 }, { width: 24 }, { width: 60 }],
        rows: [
          ['列', '必填', '填什么', '示例', '说明'],
          ...columns.map((column) => [
            column.title,
            column.isRequired ? '必填' : '',
            KIND[column.kind],
            column.example,
            [column.isKey ? '用来认出是哪一条：与已有的相同就是改它，不同就是新增。' : '', column.note ?? ''].join(''),
          ]),
          [],
          ['第 2 行是示例，不改动就不会导入。表里不要有公式，不要填身份证号。'],
          [`空着的格不改动已有的内容；要把已有的内容去掉，在格里填“${CLEARED}”。`],
          ...(one.notes ?? []).map((note) => [note]),
        ],
      },
      {
        name: LIST_SHEET,
        hidden: true,
        rows: [
          lists.map(({ column }) => column.title),
          ...Array.from({ length: longest }, (_, row) => lists.map(({ labels }) => labels[row] ?? null)),
        ],
      },
    ],
  })
}

const headingOf = ({ title, isRequired }: ImportColumn): string => (isRequired ? `* ${title}` : title)

function listOf({ key, kind, choices }: ImportColumn, dictionaries: Dictionaries): readonly string[] {
  if (kind === 'bool') return YES_NO
  if (kind !== 'code') return []
  const all = choices ?? dictionaries[key] ?? []
  // one of two by the same name is chosen by its code
  return all.map(({ value, label }) => (all.filter((other) => other.label === label).length > 1 ? value : label))
}

/** 0 → A, 26 → AA. */
const letters = (i: number): string => (i < 26 ? '' : letters(Math.floor(i / 26) - 1)) + String.fromCharCode(65 + (i % 26))
