import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { askApi } from '../support/ask-api.ts'
import { totp } from '../support/totp.ts'
import { expectAccessible, expectNoSideScroll, keepShot, NARROW, visit, visitAs, WIDE } from '../visitor.ts'

const FIRST_PASSWORD = '山路雨伞七块石板桥边'
const NEXT_PASSWORD = '河边木桥三盏路灯底下'

/** An account made by the bureau, with its one-time code. */
async function newAccount(signInName: string, personName: string, role: string): Promise<string> {
  const { page, leave } = await visitAs('bureau', '/access')
  const { oneTimeCode } = await askApi<{ oneTimeCode: { code: string } }>(page, 'POST', '/accounts', {
    signInName,
    personName,
    grants: [{ role, scopeCode: '990901101' }],
  })
  await leave()
  return oneTimeCode.code
}

async function enterPassword(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(name)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

const navigation = (page: Page) => page.getByRole('navigation', { name: '主导航' })
const shownSecret = async (page: Page): Promise<string> => (await page.getByLabel('密钥', { exact: true }).innerText()).trim()

async function setPassword(page: Page, name: string, code: string): Promise<void> {
  await page.getByRole('button', { name: /用重置码设密码$/ }).click()
  await page.getByLabel('账号', { exact: true }).fill(name)
  await page.getByLabel('重置码', { exact: true }).fill(code)
  await page.getByLabel('新密码', { exact: true }).fill(FIRST_PASSWORD)
  await page.getByLabel('再输一遍新密码').fill(FIRST_PASSWORD)
  await page.getByRole('button', { name: '设密码' }).click()
  await page.getByText('密码已设好').waitFor()
}

describe('the own account', () => {
  test('a one-time code sets the password, a second factor is set up, and the next sign-in asks for its code', async () => {
    const code = await newAccount('chen.shan', '陈珊', 'town')
    const { page, faults, leave } = await visit('/account', NARROW)
    await page.getByRole('button', { name: /用重置码设密码$/ }).click()
    await page.getByLabel('重置码', { exact: true }).waitFor()
    await expectAccessible(page)
    await expectNoSideScroll(page)
    await keepShot(page, 'reset-narrow')
    await page.getByRole('button', { name: '返回，换一个账号' }).click()
    await setPassword(page, 'chen.shan', code)
    await enterPassword(page, 'chen.shan', FIRST_PASSWORD)
    await page.getByRole('heading', { name: '我的账号' }).waitFor()

    await page.getByRole('button', { name: '设置二次验证' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('当前密码').fill(FIRST_PASSWORD)
    await page.keyboard.press('Enter')
    await dialog.getByRole('img', { name: /二维码$/ }).waitFor()
    await expectAccessible(page)
    await keepShot(page, 'factor-narrow')
    const secret = await shownSecret(page)
    await dialog.getByLabel('验证码').fill(totp(secret))
    await dialog.getByRole('button', { name: '确认启用' }).click()
    const codes = page.getByRole('region', { name: '恢复码' }).getByRole('listitem')
    await codes.first().waitFor()
    expect(await codes.count()).toBe(10)
    const recovery = (await codes.first().innerText()).trim()
    await expectAccessible(page)
    await page.getByRole('button', { name: '已收好' }).click()
    await page.getByText('还有 10 个恢复码没用过').waitFor()
    await page.setViewportSize(WIDE)
    await expectAccessible(page)
    await keepShot(page, 'account-wide')

    await page.getByRole('button', { name: '处处退出' }).click()
    await dialog.getByRole('button', { name: '全部退出' }).click()
    await enterPassword(page, 'chen.shan', FIRST_PASSWORD)
    await page.getByRole('heading', { name: '第二步' }).waitFor()
    await expectAccessible(page)
    await keepShot(page, 'code-wide')
    await page.getByLabel('验证码', { exact: true }).fill('000000')
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByRole('alert').getByText('验证码不对').waitFor()
    await page.getByLabel('验证码', { exact: true }).fill(totp(secret, 1))
    await page.keyboard.press('Enter')
    await navigation(page).waitFor()

    await page.context().clearCookies()
    await page.goto('/account')
    await enterPassword(page, 'chen.shan', FIRST_PASSWORD)
    await page.getByRole('button', { name: /改用恢复码$/ }).click()
    await page.getByRole('textbox', { name: '恢复码' }).fill(recovery)
    await page.keyboard.press('Enter')
    await page.getByText('还有 9 个恢复码没用过').waitFor()
    expect(faults).toEqual([])
    await leave()
  })

  test('whoever must have a second factor sets it up at the door', async () => {
    const code = await newAccount('he.miao', '何苗', 'child-officer')
    const { page, faults, leave } = await visit('/', NARROW)
    await setPassword(page, 'he.miao', code)
    await enterPassword(page, 'he.miao', FIRST_PASSWORD)
    await page.getByRole('img', { name: /二维码$/ }).waitFor()
    await expectAccessible(page)
    await expectNoSideScroll(page)
    await keepShot(page, 'set-up-narrow')
    await page.getByLabel('验证码', { exact: true }).fill(totp(await shownSecret(page)))
    await page.getByRole('button', { name: '确认' }).click()
    await page.getByRole('region', { name: '恢复码' }).waitFor()
    await page.getByRole('button', { name: '已收好恢复码，进入' }).click()
    await navigation(page).waitFor()
    expect(faults).toEqual([])
    await leave()
  })

  test('a new password signs out elsewhere, and one other session can be ended alone', async () => {
    const code = await newAccount('lu.an', '陆安', 'town')
    const here = await visit('/account')
    await setPassword(here.page, 'lu.an', code)
    await enterPassword(here.page, 'lu.an', FIRST_PASSWORD)
    await here.page.getByRole('heading', { name: '我的账号' }).waitFor()
    const there = await visit('/account')
    await enterPassword(there.page, 'lu.an', FIRST_PASSWORD)
    await there.page.getByText('就是这里').waitFor()

    await here.page.reload()
    const change = here.page.getByRole('button', { name: '修改密码' })
    await change.click()
    const dialog = here.page.getByRole('dialog')
    await dialog.getByLabel('当前密码').fill('不是这个密码啊')
    await dialog.getByLabel('新密码', { exact: true }).fill(NEXT_PASSWORD)
    await dialog.getByLabel('再输一遍新密码').fill(NEXT_PASSWORD)
    await dialog.getByRole('button', { name: '修改', exact: false }).click()
    await dialog.getByRole('alert').getByText('当前密码不对').waitFor()
    await dialog.getByLabel('当前密码').fill(FIRST_PASSWORD)
    await expectAccessible(here.page)
    await here.page.keyboard.press('Enter')
    await here.page.getByText('别处的 1 个登录已结束').waitFor()
    await expect.poll(() => change.evaluate((button) => button === document.activeElement)).toBe(true)
    await there.page.reload()
    await enterPassword(there.page, 'lu.an', NEXT_PASSWORD)
    await there.page.getByText('就是这里').waitFor()
    await there.page.getByRole('button', { name: /^结束登录/ }).click()
    await there.page.getByRole('button', { name: /^结束登录/ }).waitFor({ state: 'detached' })
    await here.page.reload()
    await here.page.getByLabel('密码', { exact: true }).waitFor()
    expect(here.faults).toEqual([])
    await there.leave()
    await here.leave()
  })

  test('whoever comes back from the provider of the unit goes on where the sign-in stands', async () => {
    const { page, faults, leave } = await visit('/account')
    let next = 'none'
    await page.route('**/api/session', async (route) => {
      if (route.request().method() !== 'GET') return route.continue()
      return route.fulfill({ json: { session: null, next, oidc: { label: '政务统一认证' }, demo: null } })
    })
    let told: unknown
    await page.route('**/api/session/oidc', async (route) => {
      if (route.request().method() === 'POST')
        return route.fulfill({ json: { url: '/sign-in/oidc?code=c1&state=s1', binding: 'b1' } })
      told = route.request().postDataJSON()
      next = 'code'
      return route.fulfill({ json: { session: null, next } })
    })
    await page.reload()
    await page.getByRole('button', { name: '用政务统一认证登录' }).click()
    await page.getByRole('heading', { name: '第二步' }).waitFor()
    expect(told).toEqual({ query: 'code=c1&state=s1', binding: 'b1' })
    expect(new URL(page.url()).pathname).toBe('/account')
    expect(faults).toEqual([])
    await leave()
  })
})
