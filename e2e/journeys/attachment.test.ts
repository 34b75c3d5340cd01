import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { askApi } from '../support/ask-api.ts'
import { expectAccessible, expectNoSideScroll, keepShot, NARROW, visitAs } from '../visitor.ts'

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

describe('the files of a record', () => {
  test('are added, refused with a reason, opened and taken down', async () => {
    const { page, faults, leave } = await visitAs('bureau', '/people')
    const { rulings } = await askApi<{ rulings: readonly { entityId: string }[] }>(
      page,
      'GET',
      '/schemes/county90/rules/pay-and-insurance/rulings',
    )
    await page.goto(`/people?person=${rulings[1]?.entityId ?? ''}&as=worker`)
    const sheet = page.getByRole('dialog', { name: '人员敏感信息' })
    await sheet.getByText('还没有附件。').waitFor()
    await expectAccessible(page, '.side-sheet')

    // a photo and a document at once
    const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#2f6f9f' } })
      .jpeg()
      .toBuffer()
    await sheet.getByLabel('选择文件').setInputFiles([
      { name: '登记证书（正本）.jpg', mimeType: 'image/jpeg', buffer: photo },
      { name: '劳动合同.pdf', mimeType: 'application/pdf', buffer: PDF },
    ])
    const rows = sheet.locator('.attachment-row')
    await rows.nth(1).waitFor()
    const picture = rows.filter({ hasText: '登记证书' }).locator('img')
    await picture.scrollIntoViewIfNeeded()
    await page.waitForFunction(
      (img) => img instanceof HTMLImageElement && img.naturalWidth === 480,
      await picture.elementHandle(),
    )

    // what is not what it says stays in the list, with what to do
    await sheet
      .getByLabel('选择文件')
      .setInputFiles([
        { name: '体检证明.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<!doctype html><p>not a document') },
      ])
    await sheet.getByText('不能附上这种文件').waitFor()
    await expectAccessible(page, '.side-sheet')
    await keepShot(page, 'attachments-wide')
    await page.setViewportSize(NARROW)
    await expectNoSideScroll(page)
    await keepShot(page, 'attachments-narrow')
    await sheet.getByRole('button', { name: '移去：体检证明.pdf' }).click()

    const address = await sheet.getByRole('link', { name: '劳动合同.pdf' }).getAttribute('href')
    const opened = await page.request.get(address ?? '')
    expect([opened.status(), (await opened.body()).equals(PDF)]).toEqual([200, true])

    await sheet.getByRole('button', { name: '撤下：劳动合同.pdf' }).click()
    const ask = page.getByRole('dialog', { name: '撤下“劳动合同.pdf”' })
    await ask.getByLabel('撤下的原因').fill('传错了人')
    await ask.getByRole('button', { name: /撤\s*下/ }).click()
    await sheet.getByText('已撤下 1 份').click()
    await sheet.getByText('撤下：传错了人').waitFor()
    expect((await page.request.get(address ?? '')).status()).toBe(404)
    expect(faults).toEqual([])
    await leave()
  })
})
