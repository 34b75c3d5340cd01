import { randomUUID } from 'node:crypto'
import { writeXlsx } from 'hucre/xlsx'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { askApi } from '../support/ask-api.ts'
import { bringRecipients } from '../support/bring-recipients.ts'
import { choose } from '../support/choose.ts'
import { fillIn } from '../support/fill-in.ts'
import { lookUpWorker } from '../support/look-up-worker.ts'
import { runOperator } from '../support/run-operator.ts'
import { tick } from '../support/tick.ts'
import { expectAccessible, expectNoSideScroll, keepShot, NARROW, signIn, visit, visitAs, WIDE } from '../visitor.ts'

const COUNTY = '990902'
const COUNTY_NAME = '澄湖县'
const BUREAU = 'chenghu'
const COLLEAGUE = 'chenghu.he'
const PASSWORD = 'demo-station'
const NAMES = ['青苇', '白鹭', '石桥', '长汀', '柳浦', '云岭', '双井', '南圩', '古柏', '红枫', '沙湾', '梅溪', '桃坞']
const TOWNS = NAMES.map((name, i) => ({ code: `${COUNTY}${101 + i}`, name: `${name}镇` }))
const ZONES = ['东', '南', '西', '北'].map((side) => `${side}片区`)
const STATION = `${COUNTY_NAME}青苇镇社会工作服务站`
const DAY = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
const faults: (readonly string[])[] = []

const setPassword = (page: Page, name: string, code: string) =>
  askApi(page, 'PUT', '/session/password', { name, code, password: PASSWORD })

/** The city sets the county up. */
async function establishCounty(): Promise<void> {
  const { page, faults: found, leave } = await visitAs('city', '/territory/changes')
  faults.push(found)
  await page.getByRole('button', { name: '办理一项变更' }).click()
  await choose(page, '办什么', '设立')
  await page.getByLabel('新区划的代码').fill(COUNTY)
  await page.getByLabel('新区划的名称').fill(COUNTY_NAME)
  await page.getByLabel('依据文件').fill('演政函〔2026〕3号')
  await page.getByRole('button', { name: '试算会移动什么' }).click()
  await page.getByRole('button', { name: '确认办理' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '确认办理' }).click()
  await page.getByRole('table', { name: '已办理的区划变更' }).getByText(`设立：${COUNTY_NAME}（${COUNTY}）`).waitFor()
  await keepShot(page, 'county-established')
  await leave()
}

/** The first account of an office comes from the operator; it makes the colleague's. */
async function enter(): Promise<Page> {
  const said = await runOperator('user', 'add', BUREAU, '--name', '何澄', '--role', 'bureau', '--scope', COUNTY, '--code')
  const { page, faults: found } = await visit('/')
  faults.push(found)
  await setPassword(page, BUREAU, /一次性重置码：(\S+)/.exec(said)?.[1] ?? '')
  await signIn(page, BUREAU)
  const { oneTimeCode } = await askApi<{ oneTimeCode: { code: string } }>(page, 'POST', '/accounts', {
    signInName: COLLEAGUE,
    personName: '贺湖',
    grants: [{ role: 'bureau', scopeCode: COUNTY }],
  })
  await setPassword(page, COLLEAGUE, oneTimeCode.code)
  await page.getByRole('region', { name: '从这里开始' }).getByRole('link', { name: '采用方案' }).waitFor()
  await expectAccessible(page)
  await keepShot(page, 'county-desk')
  return page
}

async function adoptPlan(page: Page): Promise<void> {
  await page.getByRole('region', { name: '从这里开始' }).getByRole('link', { name: '采用方案' }).click()
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
    await form
      .locator('.zone-town', { hasText: name })
      .getByRole('combobox')
      .selectOption({ label: ZONES[i < 4 ? 0 : Math.floor((i - 1) / 3)] ?? '' })
  await form.getByLabel('第 1 个片区的名称（4 个镇街）').waitFor()
  await expectAccessible(page)
  await form.getByRole('button', { name: '保存划分' }).click()
  await page.getByText('4 个镇街 · 自').waitFor()
  await keepShot(page, 'county-zones')
}

interface Unit {
  readonly id: string
  readonly name: string
}
const PREPARED = { agency: randomUUID(), contract: randomUUID(), head: randomUUID() }

/** What stands in the registers before a station can open: the agency, its contract for the zone, the town's officer. */
async function prepare(page: Page): Promise<void> {
  const { records } = await askApi<{ records: readonly Unit[] }>(page, 'GET', '/records/unit?limit=100')
  const unitId = records.find(({ name }) => name === COUNTY_NAME)?.id
  const zoneId = records.find(({ name }) => name === ZONES[0])?.id
  const agency = { subject: 'agency', id: PREPARED.agency, name: '澄湖社会工作服务中心', unitId }
  expect(await askApi(page, 'POST', '/records/agency', agency)).toMatchObject({ version: 1 })
  const facts = {
    zoneId,
    agencyId: PREPARED.agency,
    signedOn: DAY,
    startsOn: DAY,
    endsOn: `${Number(DAY.slice(0, 4)) + 1}-12-31`,
    stateCode: 'in-force',
  }
  const contract = { id: PREPARED.contract, name: '东片区社工站服务协议', unitId, facts }
  expect(await askApi(page, 'POST', '/records/contract', contract)).toMatchObject({ version: 1 })
  const head = {
    id: PREPARED.head,
    divisionCode: TOWNS[0]?.code,
    facts: { nameText: '青苇镇分管领导', officeCode: 'town-civil-affairs-lead' },
  }
  expect(await askApi(page, 'POST', '/officials', head)).toMatchObject({ version: 1 })
}

async function registerStation(page: Page): Promise<string> {
  await page.goto('/stations')
  await keepShot(page, 'county-stations-empty')
  await page.getByRole('button', { name: '登记社工站' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: '设在哪里' }).fill('青苇')
  await page.getByText(/^青苇镇（.*还没有站）/).click()
  await choose(page, '服务协议', '东片区')
  await expectAccessible(page, '.ant-modal')
  await keepShot(page, 'county-register')
  await dialog.getByRole('button', { name: /登\s?记/ }).click()
  await page.getByRole('heading', { level: 1, name: STATION }).waitFor()
  const id = new URL(page.url()).pathname.split('/')[2] ?? ''
  const { version } = await askApi<{ version: number }>(page, 'GET', `/records/station/${id}`)
  const facts = {
    headId: PREPARED.head,
    isAtTownSeat: true,
    premises: ['office', 'service'].map((kindCode) => ({ kindCode, areaM2: 8000, providerCode: 'town', rightOfUse: 'own' })),
    fixtures: ['desk', 'computer', 'printer', 'filing-cabinet', 'stationery'].map((itemCode) => ({
      itemCode,
      count: 1,
      providerCode: 'town',
      isUsable: true,
    })),
  }
  expect(await askApi(page, 'PUT', `/records/station/${id}`, { version, facts })).toMatchObject({ version: version + 1 })
  await page.reload()
  return id
}

/** 39 m² is refused with the clause and the gap, 40 m² is accepted by two. */
async function acceptStation(page: Page): Promise<void> {
  await page.getByRole('link', { name: '场地与制度' }).click()
  await fillIn(page, { 办公用房面积: '39', 是否独立办公用房: '是' })
  await page.getByRole('link', { name: '开站验收' }).click()
  await tick(page, '标牌已挂')
  await tick(page, '统一标识')
  await bringRecipients(page)
  await page.getByRole('button', { name: '提出结论' }).click()
  const refusal = page.locator('.problem')
  await refusal.getByText('差 1.00 m²', { exact: false }).waitFor()
  expect(await refusal.textContent()).toContain('五(二)')
  await expectAccessible(page)
  await keepShot(page, 'county-refused')
  await page.setViewportSize(NARROW)
  await expectNoSideScroll(page)
  await refusal.scrollIntoViewIfNeeded()
  await keepShot(page, 'county-refused-narrow')
  await page.setViewportSize(WIDE)
  await page.getByRole('link', { name: STATION }).click()
  await page.getByRole('link', { name: '场地与制度' }).click()
  await fillIn(page, { 办公用房面积: '40' })
  await page.getByRole('link', { name: '开站验收' }).click()
  await page.getByText('条件已具备').first().waitFor()
  await bringRecipients(page)
  await page.getByRole('button', { name: '提出结论' }).click()
  await page.getByText('等待签署').waitFor()
  const other = await visit(new URL(page.url()).pathname)
  faults.push(other.faults)
  await signIn(other.page, COLLEAGUE)
  await other.page.getByRole('button', { name: '签署或退回' }).click()
  const dialog = other.page.getByRole('dialog')
  await dialog.getByLabel('公布日期').fill(DAY)
  await dialog.getByRole('button', { name: /签\s?署/ }).click()
  await other.page.getByText('已合格').waitFor()
  await keepShot(other.page, 'county-accepted')
  await other.leave()
}

async function postWorker(page: Page): Promise<void> {
  await page.goto('/workers')
  await page.getByRole('button', { name: '登记社工' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名').fill('程晚舟')
  await dialog.getByLabel('身份证号').fill('110105199703080072')
  await choose(page, '学历', '本科')
  await dialog.getByLabel('岗前培训日期').fill(DAY)
  await dialog.getByRole('button', { name: /登\s?记/ }).click()
  await page.getByRole('heading', { name: '程晚舟' }).waitFor()
  const list = page.locator('.confirm-list').first()
  for (const box of await list.getByRole('checkbox').all()) await box.check()
  await list.getByRole('button', { name: /确认选中/ }).click()
  const confirmed = list.getByText(/\d{4}-\d{2}-\d{2} 确认/)
  await confirmed.first().waitFor()
  await lookUpWorker(page)
  await page.getByRole('button', { name: '安排上岗' }).click()
  await choose(page, '社工站', STATION)
  await choose(page, '席位', '专职社工')
  await page.getByRole('button', { name: '看方案怎么说' }).click()
  await page.getByRole('region', { name: '方案怎么说' }).getByText('方案允许上岗').waitFor()
  await expectAccessible(page, '.side-sheet')
  await keepShot(page, 'county-posting')
  await page.getByRole('button', { name: /^上\s?岗$/ }).click()
  await page.getByRole('table', { name: '岗位' }).getByText('在岗', { exact: true }).waitFor()
}

/** What the board says of stations built, and the plan page of the clause on coverage. */
async function expectCoverage(page: Page, built: number, share: string): Promise<void> {
  await page.goto('/territory')
  await page.getByText(`已建站 ${built} / 13`).waitFor()
  await page.getByRole('table').getByText(`${built} / 13`, { exact: false }).waitFor()
  await expectAccessible(page)
  await keepShot(page, `county-board-${built}`)
  await page.goto('/plan/county90?rule=coverage')
  await page.getByRole('dialog').getByRole('table').getByText(`占 ${share}%`, { exact: false }).waitFor()
  await keepShot(page, `county-plan-${built}`)
}

async function lookFromAbove(): Promise<void> {
  const { page, faults: found, leave } = await visitAs('province', `/territory?code=${COUNTY.slice(0, 4)}`)
  faults.push(found)
  const tile = page.getByRole('main').locator('a, button, li').filter({ hasText: COUNTY_NAME }).first()
  await tile.getByText('已建站 1', { exact: false }).waitFor({ state: 'attached' })
  await page.getByText('云岫县', { exact: false }).first().waitFor()
  await expectAccessible(page)
  await page.setViewportSize(NARROW)
  await expectNoSideScroll(page)
  await keepShot(page, 'county-province-narrow')
  await leave()
}

/** The county beside it finds nothing of it: not on the board, not in the lists, not by searching. */
async function lookFromBeside(stationId: string): Promise<void> {
  const { page, faults: found, leave } = await visitAs('bureau', `/territory?code=${COUNTY}`)
  faults.push(found)
  await page.locator('.problem').waitFor()
  expect(await page.getByRole('main').textContent()).not.toContain('青苇')
  await keepShot(page, 'county-neighbour')
  for (const [list, name] of Object.entries({ station: '青苇', worker: '程晚舟', unit: '青苇' })) {
    await page.goto(`/registers/${list}?name=${name}`)
    await page.getByText(/共 0 条/).waitFor()
  }
  expect(await askApi(page, 'GET', `/records/station/${stationId}`)).toMatchObject({ status: 404, code: 'RECORD_NOT_FOUND' })
  const search = page.getByRole('combobox', { name: /^查找/ })
  await search.fill('听松')
  const beside = page.getByRole('option', { name: /听松镇/ })
  await beside.first().waitFor()
  await search.fill('青苇')
  await page.getByText('没有找到', { exact: false }).first().waitFor()
  await leave()
}

test('a new county imports its towns, opens a station by two, posts a worker; above it is seen, beside it is not', async () => {
  await establishCounty()
  const page = await enter()
  await adoptPlan(page)
  await importTowns(page)
  await drawZones(page)
  await expectCoverage(page, 0, '0.00')
  await prepare(page)
  const stationId = await registerStation(page)
  await acceptStation(page)
  await postWorker(page)
  await expectCoverage(page, 1, '7.69')
  await page.context().close()
  await lookFromAbove()
  await lookFromBeside(stationId)
  expect(faults.flat()).toEqual([])
})
