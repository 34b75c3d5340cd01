import { expect, inject, test } from 'vitest'
import { connect } from './visitor.ts'

test('the built program answers a real browser, and its page breaks none of its own policies', async () => {
  const page = await (await connect()).newPage()
  try {
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    expect((await page.goto(`${inject('address')}/api/health`))?.status()).toBe(200)
    expect((await page.goto(inject('address')))?.status()).toBe(200)
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    await page.waitForLoadState('networkidle')
    expect(complaints).toEqual([])
  } finally {
    await page.close()
  }
})
