(()=>{const a=document.querySelector("a.leave"),go=e=>{if(e)e.preventDefault();document.documentElement.hidden=true;location.replace(a.href)};let n=0,t;
a.addEventListener("click",go);addEventListener("keydown",e=>{if(e.key!="Escape"){n=0;return}clearTimeout(t);t=setTimeout(()=>n=0,2e3);if(++n>2)go()})})();
