import { writeXlsx } from 'hucre/xlsx'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { askApi } from '../support/ask-api.ts'
import { runOperator } from '../support/run-operator.ts'
import { expectAccessible, expectNoSideScroll, keepShot, NARROW, signIn, visit, visitAs, WIDE } from '../visitor.ts'

const N = process.env['JN'] ?? '02'
const COUNTY = `9909${N}`
const BUREAU = `chenghu${N}`
const COLLEAGUE = `chenghu-he${N}`
const CNAME = N === '02' ? '澄湖县' : `澄湖${N}县`
const PASSWORD = 'demo-station'
const NAMES = ['青苇', '白鹭', '石桥', '长汀', '柳浦', '云岭', '双井', '南圩', '古柏', '红枫', '沙湾', '梅溪', '桃坞']
const TOWNS = NAMES.map((name, i) => ({ code: `${COUNTY}${101 + i}`, name: `${name}镇` }))
const ZONES = ['东', '南', '西', '北'].map((side) => `${side}片区`)
const DAY = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
const faults: string[][] = []

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).last().click({ force: true })
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).first().click()
}

const setPassword = (page: Page, name: string, code: string) =>
  askApi(page, 'PUT', '/session/password', { name, code, password: PASSWORD })

/** The city sets the county up. */
async function establishCounty(): Promise<void> {
  const { page, faults: found, leave } = await visitAs('city', '/territory/changes')
  faults.push(found as string[])
  await page.getByRole('button', { name: '办理一项变更' }).click()
  await choose(page, '办什么', '设立')
  await page.getByLabel('新区划的代码').fill(COUNTY)
  await page.getByLabel('新区划的名称').fill(CNAME)
  await page.getByLabel('依据文件').fill('演政函〔2026〕3号')
  await page.getByRole('button', { name: '试算会移动什么' }).click()
  await page.getByRole('button', { name: '确认办理' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '确认办理' }).click()
  await page.getByRole('table', { name: '已办理的区划变更' }).getByText(`设立：${CNAME}（${COUNTY}）`).waitFor()
  await keepShot(page, 'county-established')
  await leave()
}

/** The first account of an office comes from the operator; it makes the colleague's. */
async function enter(): Promise<Page> {
  const said = await runOperator('user', 'add', BUREAU, '--name', '何澄', '--role', 'bureau', '--scope', COUNTY, '--code')
  const { page, faults: found } = await visit('/')
  faults.push(found as string[])
  await setPassword(page, BUREAU, /一次性重置码：(\S+)/.exec(said)?.[1] ?? '')
  await signIn(page, BUREAU)
  const { oneTimeCode } = await askApi<{ oneTimeCode: { code: string } }>(page, 'POST', '/accounts', {
    signInName: COLLEAGUE,
    personName: '贺湖',
    grants: [{ role: 'bureau', scopeCode: COUNTY }],
  })
  await setPassword(page, COLLEAGUE, oneTimeCode.code)
  await keepShot(page, 'county-desk')
  return page
}

async function adoptPlan(page: Page): Promise<void> {
  await page.goto('/territory/adoptions')
  await page.getByRole('button', { name: '采用一份方案' }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, '方案', '县级镇街社工站方案')
  await expectAccessible(page, '.ant-modal')
  await dialog.getByRole('button', { name: /采\s?用/ }).click()
  await page.getByText('采用中').first().waitFor()
  await keepShot(page, 'county-adopted')
}

async function importTowns(page: Page): Promise<void> {
  await page.goto('/imports')
  const rows = [['区划代码', '名称'], ...TOWNS.map(({ code, name }) => [code, name])]
  const buffer = Buffer.from(await writeXlsx({ sheets: [{ name: '表', rows }] }))
  await page
    .getByLabel('乡镇(街道)与村(社区)：要导入的表格')
    .setInputFiles({ name: '乡镇.xlsx', mimeType: 'application/octet-stream', buffer })
  await page.getByRole('button', { name: '核对', exact: true }).click()
  await page.getByRole('button', { name: '确认导入' }).click()
  await keepShot(page, 'county-import')
  await page.getByRole('dialog', { name: '确认导入' }).getByRole('button', { name: '确认导入' }).click()
  await page.getByRole('button', { name: '撤销这次导入' }).waitFor()
}

async function drawZones(page: Page): Promise<void> {
  await page.goto('/territory/zones')
  await page.getByRole('button', { name: '划分片区' }).click()
  const form = page.getByRole('form', { name: '划分片区' })
  for (const [i, name] of ZONES.entries()) {
    if (i > 0) await form.getByRole('button', { name: '加一个片区' }).click()
    await form.getByLabel(`第 ${i + 1} 个片区的名称`, { exact: false }).fill(name)
  }
  for (const [i, { name }] of TOWNS.entries())
    await form.locator('.zone-town', { hasText: name }).getByRole('combobox').selectOption({ label: ZONES[i < 4 ? 0 : Math.floor((i - 1) / 3)] ?? '' })
  await form.getByLabel('第 1 个片区的名称（4 个镇街）').waitFor()
  await expectAccessible(page)
  await form.getByRole('button', { name: '保存划分' }).click()
  await page.getByText('4 个镇街 · 自').waitFor()
  await keepShot(page, 'county-zones')
}

test('a new county', async () => {
  await establishCounty()
  const page = await enter()
  await adoptPlan(page)
  await importTowns(page)
  await drawZones(page)
  await page.goto('/territory')
  await page.waitForTimeout(1500)
  await keepShot(page, 'county-board')
  await page.goto('/plan')
  await page.waitForTimeout(2500)
  await keepShot(page, 'county-plan')
  expect(faults.flat()).toEqual([])
}, 60_000)
