import { expect, test } from 'vitest'
import { PROBLEM_TABLES } from './problem-table.ts'

test('no code stands in two tables', () => {
  const codes = PROBLEM_TABLES.flatMap((table) => Object.keys(table))
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([])
})

test('every code has an error status and a message in Chinese', () => {
  for (const [code, { status, title }] of PROBLEM_TABLES.flatMap((table) => Object.entries(table))) {
    expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(title).toMatch(/[\u4e00-\u9fff]/)
  }
})
