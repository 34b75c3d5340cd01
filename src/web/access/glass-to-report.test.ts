import { expect, test } from 'vitest'
import type { GlassView } from '#contract/access.ts'
import { glassToReport } from './glass-to-report.ts'

const now = new Date('2026-03-10T09:00:00Z')
const one: GlassView = {
  id: 'a',
  countyCode: '990901',
  accountId: 'auditor',
  name: '审计员',
  role: 'auditor',
  roleLabel: '审计',
  reason: '信访核实',
  openedAt: '2026-03-01T00:00:00Z',
  expiresAt: '2026-03-01T03:00:00Z',
  closedAt: null,
  isOpen: false,
}
test.each<[string, Partial<GlassView>, boolean]>([
  ['open now', { isOpen: true }, true],
  ['over for six days', { expiresAt: '2026-03-04T09:00:01Z' }, true],
  ['closed early, a week ago', { expiresAt: '2026-03-03T09:30:00Z', closedAt: '2026-03-03T09:00:00Z' }, false],
  ['over for long', {}, false],
  ['the own', { isOpen: true, accountId: 'me' }, false],
])('%s', (_, patch, isTold) => {
  expect(glassToReport([{ ...one, ...patch }], 'me', now)).toHaveLength(isTold ? 1 : 0)
})
