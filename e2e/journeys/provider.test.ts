import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, expectNoSideScroll, keepShot, NARROW, visitAs } from '../visitor.ts'

/** Signs in at the provider as `user`, and lets it tell us who that is. */
async function passProvider(page: Page, user: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(user)
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('a worker links the provider, comes in through it, and puts on the hat for the own clients', async () => {
  const { page, faults, leave } = await visitAs('worker', '/account')
  // the provider's own pages ask for fonts from elsewhere
  await page.route(
    (url) => url.hostname !== '127.0.0.1',
    (route) => route.abort(),
  )
  await page.getByText('绑定后可以用政务统一认证登录').waitFor()
  await page.getByRole('button', { name: '绑定', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '绑定政务统一认证' })
  await dialog.getByLabel('当前密码').fill('demo-station')
  await expectAccessible(page)
  await keepShot(page, 'link-wide')
  await dialog.getByRole('button', { name: '前往绑定' }).click()
  await passProvider(page, 'u-worker')
  await page.getByText('已绑定，可以用政务统一认证登录').waitFor()
  expect(new URL(page.url()).search).toBe('')
  await expectAccessible(page)

  await page.context().clearCookies()
  await page.goto('/desk')
  await page.setViewportSize(NARROW)
  await page.getByRole('button', { name: '用政务统一认证登录' }).waitFor()
  await expectAccessible(page)
  await expectNoSideScroll(page)
  await keepShot(page, 'sign-in-provider-narrow')
  await page.getByRole('button', { name: '用政务统一认证登录' }).click()
  await passProvider(page, 'u-worker')
  await page.getByText(/驻站社工 · 太和镇（演示）（本站） · /).waitFor()
  await page.getByRole('heading', { name: '方案要您办的' }).waitFor()
  await page.getByRole('heading', { name: '您范围内，别人要办的' }).waitFor()
  await expectAccessible(page)
  await expectNoSideScroll(page)
  await keepShot(page, 'quiet-desk-narrow')

  const before = await page.context().cookies()
  await page.getByRole('button', { name: /打开用户菜单$/ }).click()
  await expectAccessible(page)
  await keepShot(page, 'hats-narrow')
  await page.getByRole('menuitem', { name: '驻站社工 · 太和镇（演示）（指派给本人的）' }).click()
  await page.getByText(/驻站社工 · 太和镇（演示）（指派给本人的） · /).waitFor()
  expect((await page.context().cookies()).map(({ value }) => value)).not.toEqual(before.map(({ value }) => value))
  // the worker's pay is a matter of the station's records, not of the own clients
  expect(await page.getByText('薪酬与保险').count()).toBe(0)
  await keepShot(page, 'own-clients-narrow')
  expect(faults).toEqual([])
  await leave()
})

test('somebody whom the provider knows and we do not is told so, and what to do', async () => {
  const { page, leave } = await visitAs('worker', '/')
  await page.route(
    (url) => url.hostname !== '127.0.0.1',
    (route) => route.abort(),
  )
  await page.context().clearCookies()
  await page.goto('/')
  await page.getByRole('button', { name: '用政务统一认证登录' }).click()
  await passProvider(page, 'u-nobody')
  await page.getByRole('alert').getByText('还没有与本系统账号绑定').waitFor()
  await page.getByText('请先用账号和密码登录，在“我的账号”里绑定').waitFor()
  await expectAccessible(page)
  await keepShot(page, 'provider-unknown-wide')
  await leave()
})
