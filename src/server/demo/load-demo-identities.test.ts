import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listSecrets } from '#contract/person-secret.ts'
import { fixedKeyring } from '#server/crypto/index.ts'
import { createTestApp, type TestApp } from '#server/db/testing/test-app.ts'
import { loadDivisions } from '#server/territory/index.ts'
import { DEMO_COUNTY } from './demo-county.ts'
import { loadDemoIdentities } from './load-demo-identities.ts'
import { loadDemo } from './load-demo.ts'

const KEY = Buffer.alloc(32, 1)
const divisions = () => loadDivisions(fileURLToPath(new URL('../../../territory/divisions.tsv.gz', import.meta.url)))

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ appKey: KEY })
  await loadDemo(app.db, divisions(), [{ id: 'county90', nature: 'norm', settings: {}, overlays: [] }])
})
afterAll(() => app.close())

test('the invented people have their numbers, encrypted, once', async () => {
  const stored = await loadDemoIdentities(app.db, fixedKeyring([KEY]), divisions)
  expect(stored).toBeGreaterThan(50)
  expect(await loadDemoIdentities(app.db, fixedKeyring([KEY]), divisions)).toBe(0)
  const [row] = await app.query<{ text: string }>(`select string_agg(s::text, '') as text from app.person_secret s`)
  expect(/990901(19|20)\d{9}[\dX]/.test(row?.text ?? '')).toBe(false)
})

test('the bureau sees them masked', async () => {
  const [person] = await app.query<{ id: string }>(
    `select person_id as id from app.person_secret where division_code like '${DEMO_COUNTY}%' limit 1`,
  )
  const bureau = await app.signedIn('bureau', { code: DEMO_COUNTY })
  const { output } = await bureau.call(listSecrets, { personId: person?.id ?? '' })
  expect(output.secrets.map(({ masked }) => masked)).toContainEqual(expect.stringMatching(/^990901\*{8}[\dX]{4}$/))
})
