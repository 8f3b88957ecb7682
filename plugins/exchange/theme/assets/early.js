{const t=(()=>{try{return localStorage.getItem("colours")}catch{}})();if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}
