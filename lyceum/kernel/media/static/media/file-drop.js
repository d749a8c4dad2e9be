// <file-drop data-largest="1000000"><label>…<input type="file" name="file">…<progress hidden></progress></file-drop>
// Shows what was chosen, takes what is dropped, and draws how far it is sent. Without it: a plain file field.

class FileDrop extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input[type="file"]')
    this.bar = this.querySelector('progress')
    this.hint = this.querySelector('[data-drop-hint]')
    this.error = this.querySelector('.field-error')
    this.form = this.input.form
    this.input.addEventListener('change', () => this.show(this.input.files[0]))
    this.addEventListener('dragover', (drag) => { drag.preventDefault(); this.dataset.over = '' })
    this.addEventListener('dragleave', () => delete this.dataset.over)
    this.addEventListener('drop', (drop) => this.take(drop))
    this.form?.addEventListener('submit', (submit) => this.send(submit))
    this.dataset.ready = ''
  }

  take(drop) {
    drop.preventDefault()
    delete this.dataset.over
    if (!drop.dataTransfer.files.length) return
    this.input.files = drop.dataTransfer.files
    this.show(this.input.files[0])
  }

  show(file) {
    this.say('')
    if (!file) return
    const largest = Number(this.dataset.largest)
    if (largest && file.size > largest) return this.refuse(this.dataset.tooLarge)
    if (!this.accepts(file)) return this.refuse(this.dataset.wrongKind)
    this.hint.textContent = `${file.name} · ${this.size(file.size)}`
    if (file.type.startsWith('image/')) this.preview(file)
  }

  accepts(file) {
    const kinds = this.input.accept.split(',').map((kind) => kind.trim()).filter(Boolean)
    return !kinds.length || kinds.some((kind) => file.type === kind || file.name.toLowerCase().endsWith(kind))
  }

  preview(file) {
    const image = new Image()
    image.alt = ''
    image.src = URL.createObjectURL(file)
    image.onload = () => URL.revokeObjectURL(image.src)
    this.querySelector('.file-drop-preview').replaceChildren(image)
  }

  refuse(message) {
    this.input.value = ''
    this.say(message)
  }

  say(message) {
    this.error.textContent = message
    this.error.hidden = !message
    this.input.toggleAttribute('aria-invalid', Boolean(message))
  }

  size(bytes) {
    const unit = bytes < 1e6 ? ['kilobyte', bytes / 1e3] : ['megabyte', bytes / 1e6]
    const form = { style: 'unit', unit: unit[0], maximumFractionDigits: 1 }
    return new Intl.NumberFormat(document.documentElement.lang, form).format(unit[1])
  }

  // A form with a chosen file goes by XMLHttpRequest, the only sender that tells how far it is.
  send(submit) {
    if (!this.input.files.length || submit.defaultPrevented || this.form.hasAttribute('hx-post')) return
    submit.preventDefault()
    const request = new XMLHttpRequest()
    request.open('POST', this.form.action || location.href)
    request.upload.onprogress = (sent) => { if (sent.lengthComputable) this.bar.value = sent.loaded / sent.total }
    request.onload = () => this.answered(request)
    request.onerror = () => this.form.submit()
    this.bar.hidden = false
    request.send(new FormData(this.form, submit.submitter))
  }

  answered(request) {
    this.bar.hidden = true
    const page = new DOMParser().parseFromString(request.responseText, 'text/html')
    if (request.status < 400) return this.turnTo(page, request.responseURL)
    const answer = page.querySelector('file-drop .field-error:not([hidden])')
    this.say(answer ? answer.textContent.trim() : page.title)
  }

  // The page that followed has been fetched already, with its toast: fetching it again would lose that.
  turnTo(page, address) {
    history.pushState({}, '', address)
    document.title = page.title
    document.body.replaceWith(document.adoptNode(page.body))
    window.htmx?.process(document.body)
  }
}

customElements.define('file-drop', FileDrop)
