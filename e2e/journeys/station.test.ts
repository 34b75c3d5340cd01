import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { askApi } from '../support/ask-api.ts'
import { bringRecipients } from '../support/bring-recipients.ts'
import { fillIn } from '../support/fill-in.ts'
import { tick } from '../support/tick.ts'
import { expectAccessible, expectNoSideScroll, keepPrint, keepShot, NARROW, signIn, visit, visitAs, WIDE } from '../visitor.ts'

const NAME = '眠鸥镇社会工作服务站'
const COLLEAGUE = 'colleague'

/** A second officer of the bureau, with a password of their own. */
async function addColleague(page: Page): Promise<void> {
  const { oneTimeCode } = await askApi<{ oneTimeCode: { code: string } }>(page, 'POST', '/accounts', {
    signInName: COLLEAGUE,
    personName: '同事演示',
    grants: [{ role: 'bureau', scopeCode: '990901' }],
  })
  await askApi(page, 'PUT', '/session/password', { name: COLLEAGUE, code: oneTimeCode.code, password: 'demo-station' })
}

test('a station of 39 m² is refused with its clause and gap, put right, and opened by a colleague', async () => {
  const { page, faults, leave } = await visitAs('bureau', '/stations')
  await page.getByRole('link', { name: NAME }).waitFor()
  await page.getByText('即将到期').first().waitFor()
  await expectAccessible(page)
  await keepShot(page, 'stations-wide')
  await addColleague(page)
  await page.getByRole('link', { name: NAME }).click()

  await page.getByRole('heading', { name: '对照各条款' }).waitFor()
  await expectAccessible(page)
  await keepShot(page, 'station-wide')
  await page.getByRole('link', { name: '场地与制度' }).click()
  await fillIn(page, { 办公用房面积: '39', 是否独立办公用房: '是' })

  await page.getByRole('link', { name: '状态与待办' }).click()
  const row = page.getByRole('table', { name: '对照各条款' }).getByRole('row').filter({ hasText: '单独办公用房' })
  await row.filter({ hasText: '1.00 m²' }).waitFor()
  await row.getByRole('button').click()
  await page.getByRole('dialog').getByRole('article').filter({ hasText: '39.00 m²' }).waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: '开站验收' }).click()
  await tick(page, '标牌已挂')
  await tick(page, '统一标识')
  await bringRecipients(page)
  await page.getByRole('button', { name: '提出结论' }).click()
  const refusal = page.locator('.problem')
  expect(await refusal.textContent()).toContain('差 1.00 m²')
  expect(await refusal.textContent()).toContain('五(二)')
  await expectAccessible(page)
  await keepShot(page, 'acceptance-refused')

  await page.getByRole('link', { name: NAME }).click()
  await page.getByRole('link', { name: '场地与制度' }).click()
  await fillIn(page, { 办公用房面积: '40' })
  await page.getByRole('link', { name: '开站验收' }).click()
  await page.getByText('条件已具备').first().waitFor()
  await bringRecipients(page)
  await page.getByRole('button', { name: '提出结论' }).click()
  await page.getByText('等待签署').waitFor()
  // who concluded is not offered to sign
  expect(await page.getByRole('button', { name: '签署或退回' }).count()).toBe(0)
  const at = new URL(page.url()).pathname

  const other = await visit(at)
  await signIn(other.page, COLLEAGUE)
  await other.page.getByRole('button', { name: '签署或退回' }).click()
  const dialog = other.page.getByRole('dialog')
  await dialog.getByLabel('公布日期').fill('2024-01-15')
  await expectAccessible(other.page, '.ant-modal')
  await dialog.getByRole('button', { name: /签\s?署/ }).click()
  await other.page.getByText('已合格').waitFor()
  await expectAccessible(other.page)
  await keepShot(other.page, 'acceptance-signed')
  await keepPrint(other.page, 'acceptance')
  await other.page.setViewportSize(NARROW)
  await expectAccessible(other.page)
  await expectNoSideScroll(other.page)
  await keepShot(other.page, 'acceptance-narrow')
  await other.page.getByRole('link', { name: NAME }).click()
  await other.page.getByText('2024年1月15日开站').waitFor()
  await expectNoSideScroll(other.page)
  await keepShot(other.page, 'station-narrow')
  await other.page.setViewportSize(WIDE)
  await other.page.getByRole('link', { name: '历次改动' }).click()
  await other.page.getByText('启用日期：无 → 2024-01-15').waitFor()
  expect([...faults, ...other.faults]).toEqual([])
  await other.leave()
  await leave()
})

test('a station is registered where the plan has none, with the plaque its pattern makes', async () => {
  const { page, faults, leave } = await visitAs('changji', '/stations')
  await page.getByRole('button', { name: '登记社工站' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: '设在哪里' }).fill('宁边路')
  await page.getByText('宁边路街道（乡镇(街道)，还没有站）').click()
  const plaque = dialog.getByLabel('牌匾文字')
  expect(await plaque.inputValue()).toBe('昌吉市宁边路街道社会工作服务站')
  await plaque.fill('宁边路社工站')
  await dialog.getByText('应为“昌吉市宁边路街道社会工作服务站”').waitFor()
  await expectAccessible(page, '.ant-modal')
  await keepShot(page, 'register-station')
  await dialog.getByRole('button', { name: /登\s?记/ }).click()
  await page.getByRole('heading', { level: 1, name: '昌吉市宁边路街道社会工作服务站' }).waitFor()
  const row = page.getByRole('table', { name: '对照各条款' }).getByRole('row').filter({ hasText: '名称牌匾' })
  expect(await row.textContent()).toContain('不符')
  await page.setViewportSize(NARROW)
  await expectNoSideScroll(page)
  await expectAccessible(page)
  expect(faults).toEqual([])
  await leave()
})
