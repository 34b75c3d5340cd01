import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { expectAccessible, expectNoSideScroll, keepShot, NARROW, signIn, visit, visitAs } from '../visitor.ts'

describe('signing in', () => {
  test('ships 150 kB at most before somebody can type', async () => {
    const { page, leave } = await visit('/')
    await page.getByLabel('账号', { exact: true }).waitFor()
    await page.waitForLoadState('networkidle')
    const files = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.includes('/assets/')),
    )
    const sizes = await Promise.all(
      files.map(async (file) => gzipSync(Buffer.from(await (await fetch(file)).arrayBuffer())).length),
    )
    const total = sizes.reduce((sum, size) => sum + size, 0)
    expect(total).toBeGreaterThan(20_000)
    expect(total).toBeLessThanOrEqual(150_000)
    await leave()
  })

  test('a wrong password is told in Chinese, what was typed stays, and the right one leads on to the address asked for', async () => {
    const { page, faults, leave } = await visit('/settings/county90', NARROW)
    await page.getByLabel('账号', { exact: true }).fill('bureau')
    await page.getByLabel('密码').fill('wrong')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('账号或密码不对').waitFor()
    expect(await page.getByLabel('账号', { exact: true }).inputValue()).toBe('bureau')
    await expectAccessible(page)
    await expectNoSideScroll(page)
    await keepShot(page, 'sign-in-narrow')
    await signIn(page, 'bureau')
    await page.getByRole('heading', { name: '设定与读法' }).waitFor()
    expect(faults).toEqual([])
    await leave()
  })

  test('the user menu signs out, by keyboard too', async () => {
    const { page, faults, leave } = await visitAs('centre')
    await page.getByRole('button', { name: /打开用户菜单$/ }).focus()
    await page.keyboard.press('Enter')
    const out = page.getByRole('menuitem', { name: '退出登录' })
    await out.waitFor()
    await expectAccessible(page)
    // the menu takes the keys once it has opened all the way
    const chosen = page.locator('.ant-dropdown-menu-item-active').filter({ hasText: '退出登录' })
    for (let tries = 0; tries < 100 && !(await chosen.isVisible()); tries++) {
      await page.keyboard.press('ArrowDown')
      await page.waitForTimeout(100)
    }
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '社工站' }).waitFor()
    expect(faults).toEqual([])
    await leave()
  })

  test('a session that ends asks for the password again, and then goes on where it was', async () => {
    const { page, leave } = await visitAs('bureau', '/plan/county90')
    await page.getByRole('button', { name: /^不符/ }).click()
    await page.context().clearCookies()
    await page.getByRole('tab', { name: '谁欠什么' }).click()
    await page.getByText('登录已过期').waitFor()
    await page.getByLabel('账号', { exact: true }).fill('bureau')
    await page.getByLabel('密码').fill('demo-station')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('button', { name: '导出表格' }).waitFor()
    expect(page.url()).toContain('colour=red')
    await leave()
  })
})
