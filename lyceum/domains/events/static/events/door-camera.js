// Reads QR codes from the camera: by the browser's own detector where there is one, else by jsQR.
//   const camera = new Camera(video, (text) => …); await camera.start() → "" or the name of what went wrong
const EVERY = 120; // ms between two looks
const WIDTH = 640; // pixels that jsQR is given: more only takes longer

export class Camera {
  constructor(video, found) {
    Object.assign(this, { video, found, canvas: document.createElement("canvas"), stream: null });
  }

  async start() {
    if (!navigator.mediaDevices?.getUserMedia) return "insecure";
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    } catch (fault) {
      return fault.name;
    }
    this.video.srcObject = this.stream;
    await this.video.play().catch(() => {});
    this.detector ??= await detector();
    this.look();
    return "";
  }

  stop() {
    clearTimeout(this.timer);
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = this.video.srcObject = null;
  }

  async look() {
    if (!this.stream) return;
    const text = this.video.readyState >= 2 ? await this.read().catch(() => "") : "";
    if (text && this.stream) this.found(text);
    this.timer = setTimeout(() => this.look(), EVERY);
  }

  async read() {
    if (this.detector) return (await this.detector.detect(this.video))[0]?.rawValue ?? "";
    const { videoWidth, videoHeight } = this.video;
    if (!videoWidth) return "";
    const [width, height] = [WIDTH, Math.round((WIDTH * videoHeight) / videoWidth)];
    Object.assign(this.canvas, { width, height });
    const paper = this.canvas.getContext("2d", { willReadFrequently: true });
    paper.drawImage(this.video, 0, 0, width, height);
    const { data } = paper.getImageData(0, 0, width, height);
    return self.jsQR(data, width, height, { inversionAttempts: "dontInvert" })?.data ?? "";
  }
}

async function detector() {
  const formats = (await self.BarcodeDetector?.getSupportedFormats?.().catch(() => [])) ?? [];
  if (formats.includes("qr_code")) return new self.BarcodeDetector({ formats: ["qr_code"] });
  await import("../ui/jsqr.js");
  return null;
}
