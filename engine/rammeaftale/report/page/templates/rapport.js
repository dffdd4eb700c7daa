(function () {
  "use strict";
  function each(selector, change) { Array.prototype.forEach.call(document.querySelectorAll(selector), change); }
  addEventListener("beforeprint", function () {
    each("details:not([open])", function (d) { d.open = true; d.setAttribute("data-folded", ""); });
  });
  addEventListener("afterprint", function () {
    each("details[data-folded]", function (d) { d.open = false; d.removeAttribute("data-folded"); });
  });
})();
