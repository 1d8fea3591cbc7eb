import { runtime } from "../../platform/runtime.ts";

/** What a website puts before `</body>` to show the widget. */
export function widgetScript(websiteToken: string): string {
  const { appUrl } = runtime().config;
  return `<script>
  (function(d,t) {
    var BASE_URL=${JSON.stringify(appUrl)};
    var g=d.createElement(t),s=d.getElementsByTagName(t)[0];
    g.src=BASE_URL+"/packs/js/sdk.js";
    g.async=true;
    s.parentNode.insertBefore(g,s);
    g.onload=function(){
      window.chatwootSDK.run({websiteToken: ${JSON.stringify(websiteToken)}, baseUrl: BASE_URL})
    }
  })(document,"script");
</script>`;
}
